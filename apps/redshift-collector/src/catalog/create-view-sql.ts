import type { CatalogTable } from '@tributary/contracts';

const CREATE_VIEW = /^\s*(?:(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*create\s/i;

/**
 * A view's definition as a whole statement. Redshift gives the query alone for ordinary views, with stars expanded and relations qualified,
 * and the statement as it was typed for late-binding and materialised ones.
 */
export function createViewSql(
  view: { readonly schema: string; readonly name: string },
  relkind: string,
  definition: string,
): string {
  if (CREATE_VIEW.test(definition)) return definition;
  const kind = relkind === 'm' ? 'materialized view' : 'view';
  return `create ${kind} ${quoted(view.schema)}.${quoted(view.name)} as ${definition}`;
}

/** What kind of relation it is, by the catalog's letter and the definition. */
export function viewKind(relkind: string, definition: string | null): CatalogTable['tableType'] {
  if (relkind === 'm' || /\bcreate\s+materialized\s+view\b/i.test(definition ?? ''))
    return 'materialized-view';
  if (relkind !== 'v') return 'table';
  return /\bwith\s+no\s+schema\s+binding\s*;?\s*$/i.test(definition ?? '') ? 'late-binding-view' : 'view';
}

const quoted = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
