import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { problem } from '@tributary/contracts';
import type { z } from 'zod';
import { CliError, exitCodes } from './exit-codes';

export interface ApiClientOptions {
  /** Address of lineage-api, `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly key?: string | undefined;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * Asks lineage-api and checks the answer's shape. Throws CliError: with the API's own advice for a problem answer (exit 2 below 500),
 * with the address when nobody answers (exit 1).
 */
export async function askApi<S extends z.ZodType>(
  options: ApiClientOptions,
  path: string,
  query: Query,
  shape: S,
): Promise<z.infer<S>> {
  const response = await request(options, path, query);
  return shape.parse(await response.json());
}

/** An answer as it comes, for those that are too long to hold. Throws as `askApi` does. */
export async function streamApi(options: ApiClientOptions, path: string, query: Query): Promise<Readable> {
  const { body } = await request(options, path, query);
  return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream<Uint8Array>);
}

async function request(options: ApiClientOptions, path: string, query: Query): Promise<Response> {
  const url = new URL(path, options.url.endsWith('/') ? options.url : `${options.url}/`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = {};
  if (options.key !== undefined) headers['authorization'] = `Bearer ${options.key}`;

  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new CliError(
      `No answer from ${options.url}. Is lineage-api running there? Set TRIBUTARY_URL or --url to its address.`,
      exitCodes.failure,
      { cause },
    );
  });
  if (response.ok) return response;
  const read = problem.safeParse(await response.json().catch(() => undefined));
  const advice = read.success
    ? [read.data.detail, ...(read.data.candidates ?? []).map((name) => `  ${name}`)].join('\n')
    : `${url.pathname} answered ${response.status}.`;
  throw new CliError(advice, response.status < 500 ? exitCodes.usage : exitCodes.failure);
}
