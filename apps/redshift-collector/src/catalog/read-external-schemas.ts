import type { ExternalSchema } from '@tributary/contracts';
import { canonicalNamespace } from '@tributary/identity';
import { integerOf, textOf } from '../read-value';
import { allRows } from '../run-statement';
import type { CatalogContext } from './catalog-context';
import externalSchemasSql from './statements/external-schemas.sql';

const GLUE = 1;

/** Schemas over other catalogs; those over Glue with the namespace of that catalog, where the account is known. */
export async function readExternalSchemas(
  context: CatalogContext,
  database: string,
): Promise<ExternalSchema[]> {
  const { warehouse, problems } = context;
  const rows = await problems.orElse('external-schemas', [], () =>
    allRows(warehouse, { name: 'external-schemas', sql: externalSchemasSql, database }),
  );
  return rows.map((row) => ({
    database,
    schema: textOf(row, 'schema_name'),
    catalogNamespace: integerOf(row, 'kind') === GLUE ? glueNamespace(context, textOf(row, 'options')) : null,
    catalogDatabase: textOf(row, 'catalog_database').toLowerCase(),
  }));
}

/** `{"REGION":"us-east-1","CATALOG_ID":"…"}` beside the role, when the catalog is not that of our own account and region. */
function glueNamespace({ region, glueAccount }: CatalogContext, options: string): string | null {
  const option = (name: string): string | undefined =>
    new RegExp(`"${name}"\\s*:\\s*"([^"]+)"`, 'i').exec(options)?.[1];
  const account = option('CATALOG_ID') ?? glueAccount;
  return account === null
    ? null
    : canonicalNamespace(`arn:aws:glue:${option('REGION') ?? region}:${account}`);
}
