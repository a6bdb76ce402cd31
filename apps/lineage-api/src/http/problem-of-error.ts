import type { Problem } from '@tributary/contracts';
import { ReadTimeout, isRetryable } from '@tributary/graph-store';
import { problemOf } from './problem';

/** What the one who asks is told when answering failed. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof ReadTimeout) {
    return problemOf(
      503,
      'time-budget-spent',
      'The question took too long',
      'The question was given up when its time was spent. Ask for less depth or a smaller limit, or name a column; QUERY_BUDGET_MS of lineage-api sets the time.',
    );
  }
  if (isRetryable(error)) {
    return problemOf(
      503,
      'database-unavailable',
      'The database does not answer',
      'lineage-api cannot reach its database at the moment. Nothing is lost; ask again in a few seconds.',
    );
  }
  const status = statusOf(error);
  if (status !== null) {
    return problemOf(
      status,
      status === 413 ? 'body-too-large' : 'malformed-request',
      'The request cannot be read',
      error instanceof Error ? `${error.message}.` : 'The request is malformed.',
    );
  }
  return problemOf(
    500,
    'internal-error',
    'The question could not be answered',
    'This is a fault of lineage-api; its log has the details under the same time.',
  );
}

/** Express and its parsers throw errors that carry the status of what the client did wrong. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
