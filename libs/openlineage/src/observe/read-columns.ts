import { isObject, listAt, memberOf, textAt } from '../json/json-value';
import type { FacetFindings } from './facet-findings';

export interface ReadColumn {
  readonly name: string;
  readonly type: string | null;
}

const MOST_COLUMNS = 20_000;

/** The columns of a schema facet, nested ones after their parent as dotted paths (`address`, `address.city`); null when there is none. */
export function readColumns(facet: unknown, dataset: string, found: FacetFindings): ReadColumn[] | null {
  const fields = memberOf(facet, 'fields');
  if (!Array.isArray(fields)) {
    if (fields !== undefined && fields !== null)
      found.warn('facet-malformed', `schema.fields of ${dataset} is no list`);
    return null;
  }
  const columns: ReadColumn[] = [];
  const read = (list: readonly unknown[], prefix: string): void => {
    for (const field of list) {
      const name = isObject(field) ? textAt(field, 'name') : null;
      if (name === null || columns.length >= MOST_COLUMNS) continue;
      columns.push({ name: `${prefix}${name}`, type: textAt(field, 'type') });
      read(listAt(field, 'fields'), `${prefix}${name}.`);
    }
  };
  read(fields, '');
  return columns;
}
