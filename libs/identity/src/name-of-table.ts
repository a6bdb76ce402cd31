import type { DatasetName, Source } from '@tributary/contracts';
import { canonicalDatasetName } from './canonical-name';

/** A table as the SQL engine names it, already qualified. */
export type TableReference =
  | {
      readonly kind: 'table';
      readonly database: string | null;
      readonly schema: string | null;
      readonly name: string;
    }
  | { readonly kind: 'path'; readonly uri: string }
  | { readonly kind: 'external'; readonly system: string; readonly name: string };

/**
 * The OpenLineage name of a table that a statement of `source` mentions.
 * Redshift: `dev.mart.t` in the source's namespace. Athena: the namespace of an Athena source is its Glue catalog
 * (`arn:aws:glue:<region>:<account>`), so `AwsDataCatalog` becomes `table/db/t` there; any other catalog stays
 * `awsathena://athena.<region>.amazonaws.com` + `catalog.db.t`.
 */
export function datasetNameOfTable(source: Source, table: TableReference): DatasetName {
  if (table.kind === 'path') return datasetNameOfUri(table.uri);
  if (table.kind === 'external') return canonicalDatasetName({ namespace: table.system, name: table.name });
  const parts = [table.database, table.schema, table.name].filter((part) => part !== null && part !== '');
  if (source.kind !== 'athena')
    return canonicalDatasetName({ namespace: source.namespace, name: parts.join('.') });
  const region = /^arn:[^:]+:glue:([^:]+):/.exec(source.namespace)?.[1];
  if (
    table.database === null ||
    table.database === '' ||
    table.database.toLowerCase() === 'awsdatacatalog' ||
    region === undefined
  )
    return canonicalDatasetName({
      namespace: source.namespace,
      name: parts.slice(table.database ? 1 : 0).join('.'),
    });
  return canonicalDatasetName({
    namespace: `awsathena://athena.${region}.amazonaws.com`,
    name: parts.join('.'),
  });
}

/** `s3://bucket/key/` → `s3://bucket` + `key`. */
export function datasetNameOfUri(uri: string): DatasetName {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/i.exec(uri);
  return canonicalDatasetName(
    match === null ? { namespace: 'file', name: uri } : { namespace: match[1]!, name: match[2]! || '/' },
  );
}
