import type { CatalogObserved } from '@tributary/contracts';
import { textOf, textOrNull } from '../read-value';
import { allRows } from '../run-statement';
import type { CatalogContext } from './catalog-context';
import datasharesSql from './statements/datashares.sql';

/** Databases over shares of other warehouses. */
export async function readDatashares(
  { warehouse, problems }: CatalogContext,
  database: string,
): Promise<CatalogObserved['datashares']> {
  const rows = await problems.orElse('datashares', [], () =>
    allRows(warehouse, { name: 'datashares', sql: datasharesSql, database }),
  );
  return rows.map((row) => ({
    consumerDatabase: textOf(row, 'consumer_database'),
    producerNamespace: textOf(row, 'producer_namespace'),
    producerDatabase: textOrNull(row, 'producer_database'),
  }));
}
