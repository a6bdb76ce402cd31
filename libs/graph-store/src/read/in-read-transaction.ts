import type { Database, Queryable } from '../store/database';

/** Thrown when a question takes longer than its budget. */
export class ReadTimeout extends Error {
  override readonly name = 'ReadTimeout';

  constructor(budgetMs: number, options?: ErrorOptions) {
    super(`the question was given up after ${budgetMs} ms`, options);
  }
}

/**
 * Runs `work` on one snapshot that cannot be written to, within `budgetMs` (up to twice that when its last statement starts late).
 * Sequential scans, hash and merge joins are priced out: a traversal asks for sets of columns by index, and must not turn into a scan of
 * the whole edge table when the set is large.
 */
export async function inReadTransaction<T>(
  database: Database,
  budgetMs: number,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  return await inSnapshot(database, budgetMs, async (transaction) => {
    await transaction.query(
      `select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
              set_config('enable_seqscan', 'off', true)`,
    );
    return await work(transaction);
  });
}

/** Runs `work` on one snapshot that cannot be written to, within `budgetMs`, with the planner free to scan: for counts of everything. */
export async function inSnapshot<T>(
  database: Database,
  budgetMs: number,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + budgetMs;
  return await database.transaction(async (transaction) => {
    await transaction.query('set transaction isolation level repeatable read, read only');
    await transaction.query(`select set_config('statement_timeout', $1, true)`, [
      String(Math.max(1, Math.trunc(budgetMs))),
    ]);
    return await work({
      async query<Row>(sql: string, parameters?: readonly unknown[]) {
        if (Date.now() > deadline) throw new ReadTimeout(budgetMs);
        try {
          return await transaction.query<Row>(sql, parameters);
        } catch (error) {
          // https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled
          const cancelled = error instanceof Error && 'code' in error && error.code === '57014';
          throw cancelled ? new ReadTimeout(budgetMs, { cause: error }) : error;
        }
      },
    });
  });
}
