import type { Database, Queryable } from '../store/database';

/**
 * Runs `work` on one snapshot that cannot be written to, each statement bounded by `timeoutMs`. Sequential scans, hash and merge joins are
 * priced out: a traversal asks for sets of columns by index, and must not turn into a scan of the whole edge table when the set is large.
 */
export async function inReadTransaction<T>(
  database: Database,
  timeoutMs: number,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  return await database.transaction(async (transaction) => {
    await transaction.query('set transaction isolation level repeatable read, read only');
    await transaction.query(
      `select set_config('statement_timeout', $1, true), set_config('enable_hashjoin', 'off', true),
              set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)`,
      [String(Math.max(1, Math.trunc(timeoutMs)))],
    );
    return await work(transaction);
  });
}
