import type { MarquezError } from '@tributary/contracts';
import type { JobReader } from '@tributary/graph-store';
import type { Request, RequestHandler, Response } from 'express';
import { within } from '../http/within';
import type { MarquezEndpoint } from './marquez-endpoint';

/** Time beyond the reader's own budget before a question is given up in any case. */
const GRACE_MS = 2_000;
/** An answer may put several questions to the graph, each within the budget. */
const MOST_QUESTIONS = 4;

/** Answers one of Marquez' questions. Parameters that are not known are ignored, as Marquez does: its clients send some. */
export function serveMarquez(endpoint: MarquezEndpoint, reader: JobReader, budgetMs: number): RequestHandler {
  return async (request, response) => {
    const read = endpoint.parameters.safeParse(valuesOf(request));
    if (!read.success) {
      const [issue] = read.error.issues;
      return sendError(response, 400, `${issue?.path.map(String).join('.')}: ${issue?.message}`);
    }
    const answer = await within(MOST_QUESTIONS * budgetMs + GRACE_MS, endpoint.answer(reader, read.data));
    if (!answer.ok) return sendError(response, answer.status, answer.message);
    response.set('cache-control', 'private, no-cache').json(answer.value);
  };
}

function valuesOf(request: Request): Record<string, unknown> {
  const asked = Object.entries(request.query).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(asked), ...request.params };
}

function sendError(response: Response, code: number, message: string): void {
  const error: MarquezError = { code, message };
  response.status(code).set('cache-control', 'no-store').json(error);
}
