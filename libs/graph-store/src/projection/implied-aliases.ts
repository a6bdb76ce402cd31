import type { DatasetName, ExternalSchema } from '@tributary/contracts';

/** An external schema as one source knows it. */
export interface ExternalSchemaFact extends ExternalSchema {
  /** Namespace of the source's own datasets. */
  readonly namespace: string;
  readonly observedAt: string;
}

/**
 * The name behind a table of an external schema: with `spectrum` standing for the Glue database `lake`, `dev.spectrum.orders` is
 * `table/lake/orders` of the catalog. Null for tables of ordinary schemas, and while it is not known which catalog is meant.
 */
export function catalogNameOf(name: DatasetName, schemas: readonly ExternalSchemaFact[]): DatasetName | null {
  const found = schemas
    .filter((schema) => schema.namespace === name.namespace && name.name.startsWith(prefixOf(schema)))
    .reduce<ExternalSchemaFact | null>(
      (last, each) => (last && last.observedAt >= each.observedAt ? last : each),
      null,
    );
  if (found === null || found.catalogNamespace === null) return null;
  const table = name.name.slice(prefixOf(found).length);
  return { namespace: found.catalogNamespace, name: `table/${found.catalogDatabase}/${table}` };
}

/** The inverse: the names under which external schemas show a catalog's table. */
export function externalNamesOf(name: DatasetName, schemas: readonly ExternalSchemaFact[]): DatasetName[] {
  return schemas.flatMap((schema) => {
    const prefix = `table/${schema.catalogDatabase}/`;
    if (schema.catalogNamespace !== name.namespace || !name.name.startsWith(prefix)) return [];
    const external = { namespace: schema.namespace, name: prefixOf(schema) + name.name.slice(prefix.length) };
    const back = catalogNameOf(external, schemas);
    return back?.namespace === name.namespace && back.name === name.name ? [external] : [];
  });
}

const prefixOf = (schema: ExternalSchema): string => `${schema.database}.${schema.schema}.`;
