import type { Queryable } from '../store/database';
import { inParts } from './in-parts';

/** Hands `rows` to a statement that takes them as JSON in `$1`, a part at a time. */
export async function storeRows(transaction: Queryable, sql: string, rows: readonly object[]): Promise<void> {
  for (const part of inParts(rows)) await transaction.query(sql, [JSON.stringify(part)]);
}
