import type { ViewDefinition } from '@tributary/collection';
import type { GlueTable } from '@tributary/warehouse';
import { type CatalogPlace, datasetOf } from './catalog-table';

const OWN_CATALOG = 'awsdatacatalog';

/** A view's query as a whole statement in the dialect that it is written in; null for tables, and for views without a readable text. */
export function viewDefinition(table: GlueTable, place: CatalogPlace): ViewDefinition | null {
  const { view, database, name } = table;
  if (view === null) return null;
  const dataset = datasetOf(database, name, place.namespace);
  const quote = view.dialect === 'athena' || view.dialect === 'redshift' ? '"' : '`';
  const quoted = (part: string): string => quote + part.replaceAll(quote, quote + quote) + quote;
  const sql = /^\s*create\s/i.test(view.sql)
    ? view.sql
    : `CREATE VIEW ${quoted(database)}.${quoted(name)} AS ${view.sql}`;
  return {
    dataset,
    sql,
    dialect: view.dialect,
    // Hive and Spark know databases only; their names are those of the catalog that the view lies in.
    database: view.dialect === 'athena' ? (view.catalog?.toLowerCase() ?? OWN_CATALOG) : null,
    searchPath: [(view.schema ?? database).toLowerCase()],
  };
}
