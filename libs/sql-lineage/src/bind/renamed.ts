import { union } from '../trace/flow';
import type { Name } from '../tree/expression';
import { columnOf, type RowColumn } from './rows';

/** Columns under the names of an alias list; names beyond a star may be any of its columns. */
export function renamed(columns: readonly RowColumn[], names: readonly Name[]): readonly RowColumn[] {
  if (names.length === 0) return columns;
  const star = columns.findIndex((c) => c.star !== null);
  if (star < 0) return columns.map((c, i) => (names[i] === undefined ? c : { ...c, name: names[i] }));
  const rest = union(columns.slice(star).map((c) => c.flow));
  return names.map((name, i) => (i < star ? { ...columns[i]!, name } : columnOf(name, rest)));
}
