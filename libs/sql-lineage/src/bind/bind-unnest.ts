import { opaqueStar } from '../resolve/expand-star';
import { FlowBuilder, K, noFlow, union, type Flow, type Influences } from '../trace/flow';
import { traceExpression, type Place } from '../trace/trace-expression';
import type { Expression } from '../tree/expression';
import type { UnnestRelation } from '../tree/query';
import { columnOf, type RowColumn } from './rows';
import { Source } from './scope';

/** UNNEST, explode and SUPER navigation: the elements of one or more arrays side by side. */
export function bindUnnest(place: Place, relation: UnnestRelation, influences: Influences): Source {
  const flows = relation.expressions.map((e) => flowOf(place, e, influences));
  const names = relation.columns;
  const values = relation.ordinality ? names.length - 1 : names.length;
  const columns: RowColumn[] = [];
  for (let i = 0; i < values; i += 1) {
    // `unnest(map)` makes two columns of one value, `unnest(rows)` any number.
    const flow =
      values === flows.length ? flows[i]! : values === flows.length * 2 ? flows[i >> 1]! : union(flows);
    columns.push(columnOf(names[i]!, flow));
  }
  if (relation.ordinality && names.length > 0) columns.push(columnOf(names.at(-1)!, noFlow));
  if (relation.at !== null)
    columns.push(columnOf(relation.at, relation.keyed === true ? union(flows) : noFlow));
  const value = names.length === 0 ? union(flows) : null;
  if (value !== null && relation.alias !== null) columns.unshift(columnOf(relation.alias, value));
  if (value !== null && relation.alias === null) columns.push(opaqueStar(value, null));
  return new Source(relation.alias, [], null, columns, value);
}

function flowOf(place: Place, expression: Expression, influences: Influences): Flow {
  const builder = new FlowBuilder();
  traceExpression(place, expression, K.transformation, builder);
  if (builder.influences !== null) influences.addAll(builder.influences);
  return builder.build();
}
