import type { Problem } from '@tributary/contracts';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '../endpoint';
import { problemOf } from './problem';

type Read =
  { readonly ok: true; readonly asked: unknown } | { readonly ok: false; readonly problem: Problem };

/** What a request asks, checked. Unknown parameters are refused: one that is misspelt and ignored would get a wrong answer. */
export function readAsked(endpoint: Endpoint, request: Request): Read {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(request.query)) {
    if (value !== '' && name !== 'format') values[name] = value;
  }
  for (const [name, value] of Object.entries(request.params)) {
    values[name] = Array.isArray(value) ? value.join('/') : value;
  }
  const read = endpoint.parameters.strict().safeParse(values);
  if (!read.success) return { ok: false, problem: problemOfParameters(endpoint, read.error) };
  if (endpoint.body === undefined) return { ok: true, asked: read.data };

  const body = endpoint.body.safeParse(request.body);
  if (body.success) return { ok: true, asked: { ...read.data, body: body.data } };
  const detail = body.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`,
  );
  return {
    ok: false,
    problem: problemOf(
      422,
      'invalid-body',
      'The body is not as agreed',
      `${detail.join('; ')}. Send JSON (content-type: application/json) as /docs describes it.`,
    ),
  };
}

function problemOfParameters({ path, parameters }: Endpoint, error: z.ZodError): Problem {
  const sentences = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')}: not taken here`;
    const name = String(issue.path[0]);
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
    return `${name} ${isMissing ? 'is missing' : issue.message}`;
  });
  const taken = Object.keys(parameters.shape);
  return problemOf(
    400,
    'invalid-parameter',
    'A parameter is not as agreed',
    `${sentences.join('; ')}. ${path} takes ${taken.length > 0 ? taken.join(', ') : 'no parameters'}; /docs describes them.`,
  );
}
