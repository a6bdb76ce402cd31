import {
  coverageResponse,
  datasetListResponse,
  datasetResponse,
  evidenceResponse,
  impactResponse,
  lineageResponse,
  problem,
  runsResponse,
  searchResponse,
} from '@tributary/contracts';
import { type Outcome, refused, unreachable, unreadable } from './outcome';
import type { LineageQuestion } from './questions';

/** What the client needs from a schema; every zod schema has it. */
interface Shape<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

export type Fetch = (
  path: string,
  init: { signal?: AbortSignal; headers: Record<string, string> },
) => Promise<Response>;

type Query = Record<string, string | number | null | undefined>;

/** `withQuery('/v1/impact', { dataset: 'a/b', column: null })` = `/v1/impact?dataset=a%2Fb` */
export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Asks for one path and lets only the agreed shape, or a trouble that says what to do, past the door. */
async function ask<T>(
  fetch: Fetch,
  path: string,
  shape: Shape<T>,
  signal?: AbortSignal,
): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: 'application/json' },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch {
    return { ok: false, trouble: unreachable(path) };
  }
  const body = await bodyOf(response);
  if (!response.ok) {
    const said = problem.safeParse(body);
    return {
      ok: false,
      trouble: said.success ? refused(said.data) : unreadable(path, response.status, 'no problem details'),
    };
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const first = parsed.error.issues[0];
  const found =
    first === undefined ? 'unknown' : `${first.path.map(String).join('.') || 'body'}: ${first.message}`;
  return { ok: false, trouble: unreadable(path, response.status, found) };
}

/** The lineage API as typed questions; every answer is checked against the contract. */
export function createClient(fetch: Fetch) {
  return {
    search: (q: string, limit: number, signal?: AbortSignal) =>
      ask(fetch, withQuery('/v1/search', { q, limit }), searchResponse, signal),
    datasets: (cursor: string | null, signal?: AbortSignal) =>
      ask(fetch, withQuery('/v1/datasets', { cursor }), datasetListResponse, signal),
    dataset: (namespace: string, name: string, signal?: AbortSignal) =>
      ask(
        fetch,
        `/v1/datasets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`,
        datasetResponse,
        signal,
      ),
    lineage: (question: LineageQuestion, signal?: AbortSignal) =>
      ask(fetch, withQuery('/v1/lineage', { ...question }), lineageResponse, signal),
    impact: (dataset: string, column: string | null, cursor: string | null, signal?: AbortSignal) =>
      ask(fetch, withQuery('/v1/impact', { dataset, column, cursor }), impactResponse, signal),
    evidence: (edgeId: string, cursor: string | null, signal?: AbortSignal) =>
      ask(
        fetch,
        withQuery(`/v1/edges/${encodeURIComponent(edgeId)}/evidence`, { cursor }),
        evidenceResponse,
        signal,
      ),
    coverage: (signal?: AbortSignal) => ask(fetch, '/v1/coverage', coverageResponse, signal),
    runs: (cursor: string | null, signal?: AbortSignal) =>
      ask(fetch, withQuery('/v1/runs', { cursor }), runsResponse, signal),
  };
}
export type Client = ReturnType<typeof createClient>;
