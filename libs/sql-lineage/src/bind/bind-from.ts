import type { Analysis } from '../analysis';
import { opaqueStar } from '../resolve/expand-star';
import { commonTable, type Env } from '../trace/env';
import { FlowBuilder, K, noFlow, type Influences } from '../trace/flow';
import { addCondition } from '../trace/influence';
import { traceExpression, type Place } from '../trace/trace-expression';
import { evaluateQuery } from '../trace/evaluate-query';
import type { Expression, Name } from '../tree/expression';
import type { FromItem, FunctionRelation, Join, Relation, TableRelation } from '../tree/query';
import { renamed } from './renamed';
import { bindPivot, bindUnpivot } from './bind-pivot';
import { bindUnnest } from './bind-unnest';
import { bindRecognize } from './bind-recognize';
import { columnOf, type RowColumn } from './rows';
import { Scope, Source } from './scope';

/** Binds the relations of a FROM clause into `scope` and collects what their joins and inner queries decide. */
export function bindFrom(
  a: Analysis,
  from: readonly FromItem[],
  scope: Scope,
  env: Env | null,
  influences: Influences,
): void {
  for (const item of from) {
    const before = scope.sources.length;
    bindRelation(a, item.relation, scope, env, influences);
    if (item.join !== null) bindJoin(a, item.join, before, scope, env, influences);
  }
}

function bindJoin(
  a: Analysis,
  join: Join,
  before: number,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): void {
  if (join.on !== null) {
    addCondition({ analysis: a, scope, env, aliases: 'never' }, join.on, K.join, influences);
  }
  const names = join.natural ? commonNames(scope, before) : join.using;
  for (const name of names) mergeColumn(scope, before, name, join, influences);
  if (join.type === 'semi')
    for (let i = before; i < scope.sources.length; i += 1) scope.sources[i]!.hidden = true;
}

/** NATURAL joins by the names that both sides have; a side that is not known has none to offer. */
function commonNames(scope: Scope, before: number): Name[] {
  const left = new Set(scope.sources.slice(0, before).flatMap((s) => s.columns.map((c) => c.name)));
  return scope.sources
    .slice(before)
    .flatMap((s) => s.columns)
    .filter((c) => c.star === null && left.has(c.name))
    .map((c) => c.name);
}

/** USING (name): one column that carries the left value, the right one for RIGHT, either for FULL. */
function mergeColumn(scope: Scope, before: number, name: Name, join: Join, influences: Influences): void {
  const left = scope.merged?.get(name) ?? columnNamed(scope.sources, 0, before, name);
  const right = columnNamed(scope.sources, before, scope.sources.length, name);
  for (const side of [left, right])
    for (const entry of side?.flow ?? noFlow) influences.add(entry.column, K.join, -1, -1);
  const builder = new FlowBuilder();
  if (left !== null && join.type !== 'right') builder.addFlow(left.flow, K.identity, false);
  if (right !== null && (join.type === 'right' || join.type === 'full' || left === null))
    builder.addFlow(right.flow, join.type === 'full' ? K.transformation : K.identity, false);
  scope.merged ??= new Map();
  scope.merged.set(name, { name, flow: builder.build(), influences: null, star: null, span: null });
}

function columnNamed(sources: readonly Source[], from: number, to: number, name: Name): RowColumn | null {
  for (let i = from; i < to; i += 1) {
    const known = sources[i]!.known(name);
    if (known !== undefined) return known;
  }
  for (let i = from; i < to; i += 1) {
    for (const star of sources[i]!.stars) {
      const flow = star.star!.flowOf(name);
      if (flow !== null) return { name, flow, influences: null, star: null, span: null };
    }
  }
  return null;
}

/** Binds one relation; a parenthesised join binds several. */
export function bindRelation(
  a: Analysis,
  relation: Relation,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): void {
  a.step();
  switch (relation.kind) {
    case 'table':
      bindTable(a, relation, scope, env, influences);
      return;
    case 'derived': {
      const rows = evaluateQuery(a, relation.query, env, scope);
      influences.addAll(rows.influences);
      scope.add(new Source(relation.alias, [], null, renamed(rows.columns, relation.columns)));
      return;
    }
    case 'group': {
      const first = scope.sources.length;
      bindFrom(a, relation.from, scope, env, influences);
      if (relation.alias === null) return;
      const inner = scope.take(first);
      const columns = inner.filter((s) => !s.hidden).flatMap((s) => s.columns);
      scope.add(new Source(relation.alias, [], null, renamed(columns, relation.columns)));
      return;
    }
    case 'unnest':
      scope.add(bindUnnest({ analysis: a, scope, env, aliases: 'never' }, relation, influences));
      return;
    case 'function':
      scope.add(bindFunction({ analysis: a, scope, env, aliases: 'never' }, relation, influences));
      return;
    case 'pivot':
      scope.add(bindPivot(a, relation, innerScope(a, relation.source, scope, env, influences), env));
      return;
    case 'unpivot':
      scope.add(bindUnpivot(a, relation, innerScope(a, relation.source, scope, env, influences), env));
      return;
    case 'recognize':
      scope.add(
        bindRecognize(a, relation, innerScope(a, relation.source, scope, env, influences), env, influences),
      );
      return;
  }
}

/** The scope of an operator that wraps a relation: it sees that relation alone. */
function innerScope(
  a: Analysis,
  relation: Relation,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): Scope {
  const inner = new Scope(scope);
  bindRelation(a, relation, inner, env, influences);
  return inner;
}

function bindTable(
  a: Analysis,
  relation: TableRelation,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): void {
  const { parts } = relation.name;
  if (parts.length === 1) {
    const rows = commonTable(env, parts[0]!);
    if (rows !== null) {
      influences.addAll(rows.influences);
      const columns = renamed(rows.columns, relation.columns);
      scope.add(new Source(relation.alias ?? parts[0]!, [], null, columns));
      return;
    }
    if (parts[0] === 'dual') return;
  }
  if (a.traits.navigation) {
    const navigated = bindNavigation(a, relation, scope, env, influences);
    if (navigated !== null) {
      scope.add(navigated);
      return;
    }
  }
  const node = a.read(a.namer.name(parts));
  const columns = renamed(node.rows, relation.columns);
  const name = relation.alias ?? parts.at(-1)!;
  scope.add(new Source(name, relation.alias === null ? parts : [], node, columns));
}

/** `FROM t, t.items AS i AT p`: an array or object of a relation that stands before. */
function bindNavigation(
  a: Analysis,
  relation: TableRelation,
  scope: Scope,
  env: Env | null,
  influences: Influences,
): Source | null {
  const { parts } = relation.name;
  let from: Source | null = null;
  for (let s: Scope | null = scope; s !== null && from === null; s = s.parent) from = s.find(parts, 1);
  if (from === null || !mayHold(a, from, parts)) return null;
  const column: Expression = { kind: 'column', parts, start: relation.name.start, end: relation.name.end };
  return bindUnnest(
    { analysis: a, scope, env, aliases: 'never' },
    {
      kind: 'unnest',
      expressions: [column],
      ordinality: false,
      at: relation.at,
      alias: relation.alias ?? parts.at(-1)!,
      columns: relation.columns,
      start: relation.start,
      end: relation.end,
    },
    influences,
  );
}

/** A relation of a schema's name does not turn that schema's tables into its columns: `FROM x.sales JOIN sales.items`. */
function mayHold(a: Analysis, from: Source, parts: readonly Name[]): boolean {
  // An element may itself be an array; a table of that name is read a second time.
  if (parts.length === 1 || from.value !== null) return from.value !== null;
  if (from.known(parts[1]!) !== undefined) return true;
  return !from.closed && a.options.schema?.columns(a.namer.name(parts)) === undefined;
}

/** A table function: every column that is read from it comes from all of its arguments. */
function bindFunction(place: Place, relation: FunctionRelation, influences: Influences): Source {
  const { analysis: a, scope, env } = place;
  const inner = new Scope(scope);
  for (const input of relation.inputs) bindRelation(a, input, inner, env, influences);
  const passed = inner.sources.flatMap((s) => s.columns);
  const builder = new FlowBuilder();
  const arguments_: Place = { ...place, scope: relation.inputs.length > 0 ? inner : scope };
  for (const e of relation.expressions) traceExpression(arguments_, e, K.transformation, builder);
  if (builder.influences !== null) influences.addAll(builder.influences);
  for (const c of passed) builder.addFlow(c.flow, K.transformation, false);
  const flow = builder.build();
  const last = relation.ordinality ? relation.columns.length - 1 : -1;
  const columns: RowColumn[] = relation.columns.map((name, i) =>
    columnOf(name, i === last || relation.counters.includes(i) ? noFlow : flow),
  );
  if (columns.length === 0) {
    if (relation.alias !== null) columns.push(columnOf(relation.alias, flow));
    columns.push(opaqueStar(flow, null));
  }
  return new Source(relation.alias ?? relation.name, [], null, columns, flow);
}
