import type { Queryable } from '../store/database';
import { inParts } from './in-parts';

/** Hands `rows` to a statement that takes them as JSON in `$1`, a part at a time; gives what it returns. */
export async function storeRows<Returned = never>(
  transaction: Queryable,
  sql: string,
  rows: readonly object[],
): Promise<Returned[]> {
  const returned: Returned[] = [];
  for (const part of inParts(rows))
    returned.push(...(await transaction.query<Returned>(sql, [JSON.stringify(part)])));
  return returned;
}
