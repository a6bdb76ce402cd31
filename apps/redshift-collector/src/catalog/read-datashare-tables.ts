import type { CatalogObserved, CatalogTable } from '@tributary/contracts';
import { datasetNameOfTable } from '@tributary/identity';
import { textOf, textOrNull } from '../read-value';
import { rowsOf } from '../run-statement';
import type { CatalogContext } from './catalog-context';
import datashareColumnsSql from './statements/datashare-columns.sql';

/** Tables and views of the databases over shares, with their columns. What they are made of is the producer's affair: its views have no text here. */
export async function readDatashareTables(
  context: CatalogContext,
  database: string,
  datashares: CatalogObserved['datashares'],
): Promise<CatalogTable[]> {
  const consumers = new Set(datashares.map(({ consumerDatabase }) => consumerDatabase));
  const tables: CatalogTable[] = [];
  for (const consumer of consumers)
    tables.push(
      ...(await context.problems.orElse('datashare-columns', [], () =>
        tablesOf(context, { database, consumer }),
      )),
    );
  return tables;
}

async function tablesOf(
  { warehouse, source }: CatalogContext,
  { database, consumer }: { readonly database: string; readonly consumer: string },
): Promise<CatalogTable[]> {
  const tables = new Map<string, CatalogTable>();
  const sql = datashareColumnsSql;
  for await (const row of rowsOf(warehouse, {
    name: 'datashare-columns',
    sql,
    database,
    parameters: { consumer },
  })) {
    const place = { schema: textOf(row, 'schema_name'), name: textOf(row, 'relation_name') };
    const dataset = datasetNameOfTable(source, { kind: 'table', database: consumer, ...place });
    const table = tables.get(dataset.name) ?? { ...bare, dataset, columns: [] };
    table.columns.push({
      name: textOf(row, 'column_name').toLowerCase(),
      type: textOrNull(row, 'data_type'),
      partitionKey: false,
    });
    tables.set(dataset.name, table);
  }
  return [...tables.values()];
}

const bare = {
  tableType: 'table',
  location: null,
  linkTo: null,
  owner: null,
  description: null,
} as const;
