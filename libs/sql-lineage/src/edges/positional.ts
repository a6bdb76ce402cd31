import type { Analysis } from '../analysis';
import type { RowColumn } from '../bind/rows';
import type { Name, Span } from '../tree/expression';
import { FlowBuilder, K } from '../trace/flow';

/** An output column with what flows into it. */
export interface Assigned {
  readonly name: Name;
  readonly column: RowColumn;
}

/**
 * Lays a query's columns onto the target's names by position. Behind a star that is not expanded no position is
 * certain: a single star takes the names that are left, several leave star edges.
 */
export function assignByPosition(
  a: Analysis,
  columns: readonly RowColumn[],
  names: readonly Name[] | null,
  at: Span,
  complete: boolean,
): readonly Assigned[] {
  if (names === null) return columns.map((column) => ({ name: column.name, column }));
  const star = columns.findIndex((c) => c.star !== null);
  if (star >= 0) return assignAroundStar(a, columns, names, star, at);
  if (columns.length > names.length || (complete && columns.length < names.length))
    a.report('column-count-mismatch', `${columns.length} values for ${names.length} columns`, null, at);
  // A value without a column to go to is reported, not laid onto a name that the target may not have.
  return columns.slice(0, names.length).map((column, i) => ({ name: names[i]!, column }));
}

function assignAroundStar(
  a: Analysis,
  columns: readonly RowColumn[],
  names: readonly Name[],
  star: number,
  at: Span,
): readonly Assigned[] {
  const after = columns.length - star - 1;
  a.report('star-not-expanded', 'positions behind the star are not certain', null, at);
  const assigned: Assigned[] = columns
    .slice(0, star)
    .map((column, i) => ({ name: names[i] ?? column.name, column }));
  const named = { ...columns[star]!, star: null };
  const middle = names.slice(star, Math.max(star, names.length - after));
  const tail = names.slice(star + middle.length);
  const rest = columns.slice(star + 1);
  if (rest.some((c) => c.star !== null)) {
    // Several stars: each name may come from any of them.
    const builder = new FlowBuilder();
    for (const c of columns.slice(star)) builder.addFlow(c.flow, K.identity, false);
    const flow = builder.build();
    return [...assigned, ...[...middle, ...tail].map((name) => ({ name, column: { ...named, name, flow } }))];
  }
  return [
    ...assigned,
    ...middle.map((name) => ({ name, column: { ...named, name } })),
    ...rest.map((column, i) => ({ name: tail[i] ?? column.name, column })),
  ];
}
