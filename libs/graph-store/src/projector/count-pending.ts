import type { Queryable } from '../store/database';
import countPendingRows from '../statements/count-pending.sql';
import { REPARSE_TRIES } from './take-reparse-requests';

/** What is still owed to the graph. */
export interface Pending {
  /** Marks of observations that no projection has followed yet. */
  readonly marks: number;
  /** Marks and groups of names whose projection failed, each tried again after a pause. */
  readonly stuck: number;
  /** Statements that are to be parsed again. */
  readonly reparsesDue: number;
  /** Statements that were parsed again and still did not see what is known of their schemas. */
  readonly reparsesGivenUp: number;
}

/** Counts what is still owed to the graph. */
export async function countPending(database: Queryable): Promise<Pending> {
  const [pending] = await database.query<Pending>(countPendingRows, [REPARSE_TRIES]);
  return pending!;
}
