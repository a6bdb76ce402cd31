import type { Database, Queryable } from '../store/database';

/** Thrown when a question takes longer than its budget. */
export class ReadTimeout extends Error {
  override readonly name = 'ReadTimeout';

  constructor(budgetMs: number, options?: ErrorOptions) {
    super(`the question was given up after ${budgetMs} ms`, options);
  }
}

const byIndexOnly = [
  'set local enable_hashjoin = off',
  'set local enable_mergejoin = off',
  'set local enable_seqscan = off',
  // Workers take 10 ms to start.
  'set local max_parallel_workers_per_gather = 0',
];

/** Hundreds of thousands of rows are grouped in half the time without a detour over files. */
const inMemory = [`set local work_mem = '64MB'`];

/**
 * Runs `work` on one snapshot that cannot be written to, within `budgetMs` (up to twice that when its last statement starts late).
 * Sequential scans, hash and merge joins are priced out, and nothing runs in parallel: a traversal asks for sets of columns by index, and must not turn into a scan of
 * the whole edge table when the set is large.
 */
export async function inReadTransaction<T>(
  database: Database,
  budgetMs: number,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  return await inSnapshotWith(database, budgetMs, byIndexOnly, work);
}

/** Runs `work` on one snapshot that cannot be written to, within `budgetMs`, with the planner free to scan: for counts of everything. */
export async function inSnapshot<T>(
  database: Database,
  budgetMs: number,
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  return await inSnapshotWith(database, budgetMs, inMemory, work);
}

async function inSnapshotWith<T>(
  database: Database,
  budgetMs: number,
  settings: readonly string[],
  work: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + budgetMs;
  // SET takes no parameters, and a whole number needs no quoting.
  const begin = [
    'begin isolation level repeatable read, read only',
    `set local statement_timeout = ${Math.max(1, Math.trunc(budgetMs))}`,
    ...settings,
  ].join('; ');
  return await database.read(async (transaction) => {
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
  }, begin);
}
