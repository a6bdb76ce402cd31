import type { Problem } from '@tributary/contracts';
import type { Response } from 'express';

/** Sends a problem as RFC 9457 has it. */
export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .set('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** A problem whose type is explained by its code alone. */
export const problemOf = (
  status: number,
  code: string,
  title: string,
  detail: string,
  candidates: readonly string[] = [],
): Problem => ({
  type: `urn:tributary:problem:${code}`,
  title,
  status,
  code,
  detail,
  ...(candidates.length > 0 && { candidates: [...candidates] }),
});
