import type { Analysis } from '../analysis';
import { bindFrom } from '../bind/bind-from';
import { levels } from '../bind/levels';
import type { Field, RowColumn, Rows } from '../bind/rows';
import { Scope, Source } from '../bind/scope';
import { outputName } from '../resolve/output-name';
import { opaqueStar, starColumns } from '../resolve/expand-star';
import type { Expression, Name, SelectItem, StarExpression } from '../tree/expression';
import type { CommonTable, Query, SelectQuery, SetQuery, ValuesQuery } from '../tree/query';
import type { Env } from './env';
import { fieldsOf } from './fields-of';
import { FlowBuilder, Influences, K, noInfluences } from './flow';
import { addCondition, addInfluence } from './influence';
import { MergedBranches } from './merged-branches';
import { traceExpression, type Place } from './trace-expression';

/** What a query yields, column by column, and what decides about its rows. */
export function evaluateQuery(a: Analysis, query: Query, env: Env | null, outer: Scope | null): Rows {
  a.step();
  const { touched } = a;
  a.touched = null;
  const inside = query.ctes.length === 0 ? env : bindCommonTables(a, query.ctes, query.recursive, env, outer);
  const rows = evaluateBody(a, query, inside, outer);
  a.touched = touched;
  return rows;
}

function evaluateBody(a: Analysis, query: Query, env: Env | null, outer: Scope | null): Rows {
  switch (query.kind) {
    case 'select':
      return evaluateSelect(a, query, env, outer);
    case 'set':
      return evaluateSet(a, query, env, outer);
    case 'values':
      return evaluateValues(a, query, env, outer);
  }
}

/** Common tables in their order; each sees those before it, a recursive one itself, too. */
export function bindCommonTables(
  a: Analysis,
  ctes: readonly CommonTable[],
  recursive: boolean,
  env: Env | null,
  outer: Scope | null,
): Env {
  const inside: Env = { names: new Map(), outer: env };
  const selfReference = recursive || implicitRecursion.has(a.traits.dialect);
  for (const cte of ctes) {
    const rows =
      selfReference && cte.query.kind === 'set'
        ? evaluateRecursive(a, cte, cte.query, inside, outer)
        : named(evaluateQuery(a, cte.query, inside, outer), cte.columns);
    inside.names.set(cte.name, rows);
  }
  return inside;
}

const implicitRecursion: ReadonlySet<string> = new Set(['tsql', 'oracle', 'teradata', 'db2']);

function named(rows: Rows, names: readonly Name[]): Rows {
  if (names.length === 0) return rows;
  const star = rows.columns.findIndex((c) => c.star !== null);
  const columns = rows.columns.map((c, i) =>
    names[i] === undefined || (star >= 0 && i >= star) ? c : { ...c, name: names[i] },
  );
  if (star < 0) return { ...rows, columns };
  // Behind a star nobody knows which position is which: each further name may be any of those columns.
  const rest = rows.columns.slice(star).flatMap((c) => c.flow);
  const beyond = names
    .slice(star)
    .map((name) => ({ name, flow: rest, influences: null, star: null, span: null }));
  return { ...rows, columns: [...columns.slice(0, star), ...beyond] };
}

/** Repeats the recursive branches until no column learns of a new source: values may shift by one column a round. */
function evaluateRecursive(
  a: Analysis,
  cte: CommonTable,
  query: SetQuery,
  env: Env,
  outer: Scope | null,
): Rows {
  const anchor = query.branches[0]!;
  const inside = query.ctes.length === 0 ? env : bindCommonTables(a, query.ctes, query.recursive, env, outer);
  let rows = named(evaluateQuery(a, anchor, inside, outer), cte.columns);
  const before = env.names.get(cte.name);
  for (let round = 0; round <= rows.columns.length + 1; round += 1) {
    env.names.set(cte.name, rows);
    const next = named(evaluateSet(a, query, inside, outer), cte.columns);
    if (sizeOf(next) === sizeOf(rows)) {
      rows = next;
      break;
    }
    rows = next;
  }
  if (before === undefined) env.names.delete(cte.name);
  else env.names.set(cte.name, before);
  return rows;
}

const sizeOf = (rows: Rows): number =>
  rows.columns.reduce(
    (n, c) => n + c.flow.reduce((m, e) => m + 1 + e.kinds * 0.0001, 0),
    rows.influences.size,
  );

function evaluateSet(a: Analysis, query: SetQuery, env: Env | null, outer: Scope | null): Rows {
  const merged = new MergedBranches(a, query);
  const influences = new Influences();
  for (const branch of query.branches) {
    const rows = evaluateQuery(a, branch, env, outer);
    influences.addAll(rows.influences);
    merged.add(rows);
  }
  const columns = merged.columns();
  addOrder(a, query.order, columns, env, outer, influences);
  return { columns, influences };
}

function evaluateValues(a: Analysis, query: ValuesQuery, env: Env | null, outer: Scope | null): Rows {
  const scope = new Scope(outer);
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  const influences = new Influences();
  const width = query.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const builders = Array.from({ length: width }, () => new FlowBuilder());
  for (const row of query.rows) {
    a.step(row.length);
    for (let i = 0; i < row.length; i += 1)
      if (row[i]!.kind !== 'literal') traceExpression(place, row[i]!, K.identity, builders[i]!);
  }
  const first = query.rows[0] ?? [];
  const columns = builders.map((b, i): RowColumn => {
    const e = first[i];
    return {
      name: `column${i + 1}`,
      flow: b.build(),
      influences: b.influences,
      star: null,
      span: e === undefined ? null : { start: e.start, end: e.end },
    };
  });
  return { columns, influences };
}

/** ORDER BY of a set operation sees its output columns alone. */
function addOrder(
  a: Analysis,
  order: readonly Expression[],
  columns: readonly RowColumn[],
  env: Env | null,
  outer: Scope | null,
  influences: Influences,
): void {
  if (order.length === 0) return;
  const scope = new Scope(outer);
  scope.add(new Source(null, [], null, columns));
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  for (const key of order) {
    const ordinal = columnAt(a, key, columns);
    if (ordinal === null) addInfluence(place, key, K.sort, influences);
    else addColumnInfluence(ordinal, K.sort, key, influences);
  }
}

function evaluateSelect(a: Analysis, query: SelectQuery, env: Env | null, outer: Scope | null): Rows {
  const scope = new Scope(outer);
  const influences = new Influences();
  if (query.windows.size > 0) scope.windows = query.windows;
  bindFrom(a, query.from, scope, env, influences);
  if (query.hierarchical) scope.add(levels());
  const columns = selectColumns(a, query, scope, env);
  const after: Place = { analysis: a, scope, env, aliases: 'last' };
  if (query.where !== null) addCondition(after, query.where, K.filter, influences);
  for (const key of query.group) {
    const ordinal = columnAt(a, key, columns);
    if (ordinal === null) addInfluence(after, key, K.groupBy, influences);
    else addColumnInfluence(ordinal, K.groupBy, key, influences);
  }
  if (query.having !== null) addCondition(after, query.having, K.filter, influences);
  if (query.qualify !== null) addCondition(after, query.qualify, K.filter, influences);
  for (const key of query.distinctOn) {
    const ordinal = columnAt(a, key, columns);
    if (ordinal === null) addInfluence(after, key, K.groupBy, influences);
    else addColumnInfluence(ordinal, K.groupBy, key, influences);
  }
  if (query.distinct && query.distinctOn.length === 0)
    for (const c of columns) addColumnInfluence(c, K.groupBy, null, influences);
  if (query.order.length > 0) {
    const sorting: Place = { ...after, aliases: 'first' };
    for (const key of query.order) {
      const ordinal = columnAt(a, key, columns);
      if (ordinal === null) addInfluence(sorting, key, K.sort, influences);
      else addColumnInfluence(ordinal, K.sort, key, influences);
    }
  }
  return { columns, influences: influences.size === 0 ? noInfluences : influences };
}

/** The output column that an ordinal of GROUP BY or ORDER BY means. */
function columnAt(a: Analysis, key: Expression, columns: readonly RowColumn[]): RowColumn | null {
  if (key.kind !== 'literal' || key.end - key.start > 4) return null;
  const position = Number(a.text.slice(key.start, key.end));
  if (!Number.isInteger(position) || position < 1 || position > columns.length) return null;
  const star = columns.findIndex((c) => c.star !== null);
  return star >= 0 && star < position ? null : columns[position - 1]!;
}

function addColumnInfluence(
  column: RowColumn,
  kind: number,
  at: Expression | null,
  influences: Influences,
): void {
  for (const entry of column.flow) influences.add(entry.column, kind, at?.start ?? -1, at?.end ?? -1);
}

function selectColumns(a: Analysis, query: SelectQuery, scope: Scope, env: Env | null): RowColumn[] {
  const lateral = a.traits.lateralAliases;
  const place: Place = { analysis: a, scope, env, aliases: lateral ? 'last' : 'never' };
  let columns: RowColumn[] = [];
  let items: Map<Name, RowColumn> | null = null;
  for (const item of query.items) {
    const first = columns.length;
    const column = itemColumn(place, item, first);
    if (column === null) columns.push(...itemColumns(place, item));
    else if (first === 0) columns = [column];
    else columns.push(column);
    if (item.alias === null) continue;
    items ??= new Map();
    if (lateral) scope.items = items;
    for (let i = first; i < columns.length; i += 1) {
      const c = columns[i]!;
      if (c.star === null && !items.has(c.name)) items.set(c.name, c);
    }
  }
  scope.items = items;
  return columns;
}

/** The one column that an item makes; null when it may make another number of them. */
function itemColumn(place: Place, item: SelectItem, position: number): RowColumn | null {
  const { expression: e } = item;
  if (e.kind === 'star' || item.aliases.length > 0) return null;
  const builder = new FlowBuilder();
  traceExpression(place, e, K.identity, builder);
  const flow = builder.build();
  const { influences } = builder;
  if (e.kind === 'field' && e.name === '*' && item.alias === null) return opaqueStar(flow, influences);
  const name = item.alias ?? outputName(place.analysis, e, position);
  const span = { start: e.start, end: e.end };
  const column: RowColumn = { name, flow, influences, star: null, span };
  const typed = e.kind === 'cast' ? { ...column, type: e.type } : column;
  const parts = fieldsOf(e, place.analysis.text);
  return parts === null ? typed : { ...typed, fields: fieldFlows(place, parts) };
}

function fieldFlows(place: Place, parts: ReadonlyMap<Name, Expression>): ReadonlyMap<Name, Field> {
  const fields = new Map<Name, Field>();
  for (const [name, part] of parts) {
    const builder = new FlowBuilder();
    traceExpression(place, part, K.identity, builder);
    fields.set(name, { flow: builder.build(), influences: builder.influences });
  }
  return fields;
}

/** A star, or a generator with names for all that it makes. */
function itemColumns(place: Place, item: SelectItem): readonly RowColumn[] {
  const { expression: e } = item;
  if (e.kind === 'star') return starItem(place, e);
  const builder = new FlowBuilder();
  traceExpression(place, e, K.identity, builder);
  const flow = builder.build();
  const span = { start: e.start, end: e.end };
  const { influences } = builder;
  return item.aliases.map((name) => ({ name, flow, influences, star: null, span }));
}

/** `*` with its EXCLUDE, RENAME and REPLACE. */
function starItem(place: Place, star: StarExpression): readonly RowColumn[] {
  const columns = starColumns(place.analysis, place.scope, star);
  if (star.replace.length === 0) return columns;
  const replaced = new Map<Name, RowColumn>();
  for (const r of star.replace) {
    const builder = new FlowBuilder();
    traceExpression(place, r.expression, K.identity, builder);
    const { start, end } = r.expression;
    const name = r.alias!;
    replaced.set(name, {
      name,
      flow: builder.build(),
      influences: builder.influences,
      star: null,
      span: { start, end },
    });
  }
  const kept = columns.map((c) => {
    const found = c.star === null ? replaced.get(c.name) : undefined;
    if (found !== undefined) replaced.delete(c.name);
    return found ?? c;
  });
  return [...kept, ...replaced.values()];
}
