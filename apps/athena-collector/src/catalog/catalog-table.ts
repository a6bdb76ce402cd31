import type { CatalogTable, DatasetName } from '@tributary/contracts';
import { canonicalDatasetName } from '@tributary/identity';
import type { GlueTable } from '@tributary/warehouse';
import { glueNamespace } from '../config';

/** Whose catalog a table was found in. */
export interface CatalogPlace {
  readonly namespace: string;
  readonly region: string;
  readonly account: string;
}

/** A table's name: `table/lake/orders` in its catalog's namespace. */
export const datasetOf = (database: string, table: string, namespace: string): DatasetName =>
  canonicalDatasetName({ namespace, name: `table/${database}/${table}` });

/** A Glue table as messages have it. */
export function catalogTable(table: GlueTable, place: CatalogPlace): CatalogTable {
  const { linkTo, location } = table;
  return {
    dataset: datasetOf(table.database, table.name, place.namespace),
    tableType: table.kind === 'table' && location !== null ? 'external' : table.kind,
    columns: table.columns.map(({ name, type, partitionKey }) => ({ name, type, partitionKey })),
    location,
    linkTo:
      linkTo === null
        ? null
        : datasetOf(
            linkTo.database,
            linkTo.table,
            glueNamespace(linkTo.region ?? place.region, linkTo.account ?? place.account),
          ),
    owner: table.owner,
    description: table.description,
  };
}
