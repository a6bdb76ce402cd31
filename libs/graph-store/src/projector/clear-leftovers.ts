import deleteDatasets from '../statements/delete-datasets.sql';
import deleteUnusedColumns from '../statements/delete-unused-columns.sql';
import type { Observed } from './observed';
import type { Leftovers } from './write-graph';

/** Takes away the columns and datasets that nothing shows any more, once all groups of `keys` are written. */
export async function clearLeftovers(
  { transaction }: Observed,
  keys: readonly string[],
  { names, columns }: Leftovers,
): Promise<void> {
  await transaction.query(deleteUnusedColumns, [keys, [...columns]]);
  const unshown = keys.filter((key) => names.has(key));
  if (unshown.length > 0) await transaction.query(deleteDatasets, [unshown]);
}
