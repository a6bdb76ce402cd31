import type { Analysis } from '../analysis';
import { outputName } from '../resolve/output-name';
import { without } from '../resolve/expand-star';
import type { Env } from '../trace/env';
import { addInfluence } from '../trace/influence';
import { FlowBuilder, Influences, K } from '../trace/flow';
import { traceExpression, type Place } from '../trace/trace-expression';
import type { Expression, Name } from '../tree/expression';
import type { PivotRelation, UnpivotRelation } from '../tree/query';
import { renamed } from './renamed';
import type { RowColumn } from './rows';
import { Source, type Scope } from './scope';

/** PIVOT: the columns that it does not use group the rows; each value of IN makes one column per aggregate. */
export function bindPivot(a: Analysis, pivot: PivotRelation, scope: Scope, env: Env | null): Source {
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  const used = new Set<Name>();
  for (const e of [...pivot.by, ...pivot.aggregates.map((item) => item.expression)]) namesIn(e, used);
  const source = scope.sources.flatMap((s) => s.columns);
  const grouping =
    pivot.group.length > 0 ? groupColumns(place, pivot) : source.flatMap((c) => without(c, used));
  const columns: RowColumn[] = [...grouping];
  for (const value of pivot.values) {
    for (const item of pivot.aggregates) {
      const builder = new FlowBuilder();
      traceExpression(place, item.expression, K.aggregation, builder);
      // The FOR column chooses which rows an output column sums up; none of its values gets there.
      const chooses = new Influences();
      for (const by of pivot.by) addInfluence(place, by, K.conditional, chooses);
      builder.addInfluences(chooses);
      const { start, end } = item.expression;
      columns.push({
        name: pivotName(a, value, item.alias, pivot.aggregates.length, outputName(a, item.expression, 0)),
        flow: builder.build(),
        influences: builder.influences,
        star: null,
        span: { start, end },
      });
    }
  }
  return new Source(pivot.alias ?? onlyName(scope), [], null, renamed(columns, pivot.columns));
}

/** `value`, `value_alias`; BigQuery and Snowflake put the alias first or leave it away. */
function pivotName(a: Analysis, value: Name, alias: Name | null, aggregates: number, own: Name): Name {
  if (a.traits.dialect === 'bigquery') return alias === null ? value : `${alias}_${value}`;
  if (alias !== null && (a.traits.dialect !== 'spark' || aggregates > 1)) return `${value}_${alias}`;
  return aggregates > 1 ? `${value}_${own}` : value;
}

function groupColumns(place: Place, pivot: PivotRelation): RowColumn[] {
  return pivot.group.map((e, i) => {
    const builder = new FlowBuilder();
    traceExpression(place, e, K.identity, builder);
    return {
      name: outputName(place.analysis, e, i),
      flow: builder.build(),
      influences: null,
      star: null,
      span: { start: e.start, end: e.end },
    };
  });
}

/** UNPIVOT: the listed columns become rows of a label and one or more values; the others stay. */
export function bindUnpivot(a: Analysis, unpivot: UnpivotRelation, scope: Scope, env: Env | null): Source {
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  const used = new Set<Name>();
  for (const row of unpivot.inputs) for (const e of row) namesIn(e, used);
  const columns: RowColumn[] = scope.sources.flatMap((s) => s.columns).flatMap((c) => without(c, used));
  // The label says which column a row came from.
  const label = new FlowBuilder();
  for (const row of unpivot.inputs) for (const e of row) traceExpression(place, e, K.conditional, label);
  columns.push({ name: unpivot.label, flow: label.build(), influences: null, star: null, span: null });
  unpivot.values.forEach((name, i) => {
    const builder = new FlowBuilder();
    for (const row of unpivot.inputs) {
      const e = row[i] ?? row[0];
      if (e !== undefined) traceExpression(place, e, K.identity, builder);
    }
    columns.push({ name, flow: builder.build(), influences: null, star: null, span: null });
  });
  return new Source(unpivot.alias ?? onlyName(scope), [], null, renamed(columns, unpivot.columns));
}

const onlyName = (scope: Scope): Name | null => (scope.sources.length === 1 ? scope.sources[0]!.name : null);

/** The column names that an expression mentions. */
function namesIn(e: Expression, into: Set<Name>): void {
  switch (e.kind) {
    case 'column':
      into.add(e.parts.at(-1)!);
      return;
    case 'call':
      for (const arg of e.args) namesIn(arg, into);
      return;
    case 'operation':
      for (const part of e.operands) namesIn(part, into);
      return;
    case 'opaque':
      for (const part of e.parts) namesIn(part, into);
      return;
    case 'cast':
      namesIn(e.operand, into);
      return;
    case 'case':
      for (const part of [...e.conditions, ...e.values]) namesIn(part, into);
      return;
    case 'field':
      namesIn(e.base, into);
      return;
    default:
      return;
  }
}
