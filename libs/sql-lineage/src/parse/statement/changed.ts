import type { Relation } from '../../tree/query';
import type { Parser } from '../parser';

/** The relation that a statement changes: a table under its name, not a query and not a function. */
export function changed(p: Parser, relation: Relation): Relation {
  return relation.kind === 'table' ? relation : p.fail('expected a table to change');
}
