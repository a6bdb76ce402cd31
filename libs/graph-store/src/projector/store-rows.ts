import type { Queryable } from '../store/database';

// A statement takes its rows as one JSON text; this many edges with their evidence are some 5 MB of it.
const ROWS_AT_A_TIME = 5_000;

/** Hands `rows` to a statement that takes them as `$1`, a part at a time. */
export async function storeRows(transaction: Queryable, sql: string, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    await transaction.query(sql, [JSON.stringify(rows.slice(start, start + ROWS_AT_A_TIME))]);
  }
}
