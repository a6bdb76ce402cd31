import type { ViewDefinition } from '@tributary/collection';
import type { CatalogTable } from '@tributary/contracts';
import { datasetNameOfTable } from '@tributary/identity';
import type { Row } from '@tributary/warehouse';
import { textOf, textOrNull } from '../read-value';
import { allRows, rowsOf } from '../run-statement';
import type { CatalogContext } from './catalog-context';
import { createViewSql, viewKind } from './create-view-sql';
import columnsSql from './statements/columns.sql';
import lateBindingColumnsSql from './statements/late-binding-columns.sql';
import relationsSql from './statements/relations.sql';
import viewsSql from './statements/views.sql';

type Columns = Map<string, CatalogTable['columns']>;

/** Tables and views of one database, with columns in order and definitions as whole statements. */
export async function readRelations(
  context: CatalogContext,
  database: string,
): Promise<{ readonly tables: CatalogTable[]; readonly views: ViewDefinition[] }> {
  const { warehouse, source, problems } = context;
  // Without relations there is no catalog of this database: the others' problems would only repeat that.
  const relations = await problems.orElse<Row[] | null>('relations', null, () =>
    allRows(warehouse, { name: 'relations', sql: relationsSql, database }),
  );
  if (relations === null) return { tables: [], views: [] };
  const columns: Columns = new Map();
  await problems.orElse('columns', undefined, () => readColumns(context, database, columnsSql, columns));
  await problems.orElse('late-binding-views', undefined, () =>
    readColumns(context, database, lateBindingColumnsSql, columns),
  );
  const definitions = await problems.orElse('views', new Map<string, string>(), () =>
    readDefinitions(context, database),
  );

  const tables: CatalogTable[] = [];
  const views: ViewDefinition[] = [];
  for (const row of relations) {
    const relation = { schema: textOf(row, 'schema_name'), name: textOf(row, 'relation_name') };
    const dataset = datasetNameOfTable(source, { kind: 'table', database, ...relation });
    const definition = definitions.get(keyOf(row)) ?? null;
    const relkind = textOf(row, 'kind');
    tables.push({
      dataset,
      tableType: viewKind(relkind, definition),
      columns: columns.get(keyOf(row)) ?? [],
      location: null,
      linkTo: null,
      owner: textOrNull(row, 'owner'),
      description: textOrNull(row, 'description'),
    });
    if (definition === null) continue;
    const sql = createViewSql(relation, relkind, definition);
    views.push({ dataset, sql, dialect: 'redshift', database, searchPath: [] });
  }
  return { tables, views };
}

const keyOf = (row: Row): string => `${textOf(row, 'schema_name')}\u0000${textOf(row, 'relation_name')}`;

async function readColumns(
  { warehouse }: CatalogContext,
  database: string,
  sql: string,
  columns: Columns,
): Promise<void> {
  for await (const row of rowsOf(warehouse, { name: 'columns', sql, database })) {
    const known = columns.get(keyOf(row)) ?? [];
    known.push({
      name: textOf(row, 'column_name').toLowerCase(),
      type: textOrNull(row, 'data_type'),
      partitionKey: false,
    });
    columns.set(keyOf(row), known);
  }
}

async function readDefinitions(
  { warehouse }: CatalogContext,
  database: string,
): Promise<Map<string, string>> {
  const definitions = new Map<string, string>();
  const prelude = ['set search_path to pg_catalog'];
  for await (const row of rowsOf(warehouse, { name: 'views', sql: viewsSql, database, prelude })) {
    // Parts are cut anywhere, also within blanks: nothing is trimmed.
    const part = String(row['definition'] ?? '');
    definitions.set(keyOf(row), (definitions.get(keyOf(row)) ?? '') + part);
  }
  return definitions;
}
