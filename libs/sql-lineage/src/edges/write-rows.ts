import { bindFrom, bindRelation } from '../bind/bind-from';
import type { RowColumn } from '../bind/rows';
import { Scope, Source } from '../bind/scope';
import type { TableNode } from '../bind/table-node';
import { FlowBuilder, Influences, K } from '../trace/flow';
import { addCondition } from '../trace/influence';
import { traceExpression, type Place } from '../trace/trace-expression';
import type { Expression, Name } from '../tree/expression';
import type { FromItem, Relation } from '../tree/query';
import type { DeleteStatement, MergeArm, MergeStatement, UpdateStatement } from '../tree/statement';
import { AssignedColumns } from './assignments';
import type { Draft } from './draft';
import { assignByPosition } from './positional';
import { envOf } from './env-of';

/** The relation that a statement changes: its name, unless that is an alias of the statement's own FROM. */
function bindTarget(d: Draft, target: Relation, around: readonly FromItem[], scope: Scope): TableNode {
  const { analysis: a } = d;
  const parts = target.kind === 'table' ? target.name.parts : [];
  if (parts.length === 1 && target.alias === null) {
    // T-SQL: `UPDATE t SET … FROM orders AS t`.
    const named = around.find((i) => i.relation.alias === parts[0] && i.relation.kind === 'table');
    if (named?.relation.kind === 'table') return a.table(a.namer.name(named.relation.name.parts));
  }
  const node = a.table(a.namer.name(parts));
  const again = around.find(
    (i) =>
      i.relation.kind === 'table' &&
      i.relation.alias === null &&
      target.alias === null &&
      i.relation.name.parts.join('.') === parts.join('.'),
  );
  // `UPDATE t SET … FROM t, u` (T-SQL): the same relation, named twice.
  if (again === undefined)
    scope.add(
      new Source(target.alias ?? parts.at(-1) ?? null, target.alias === null ? parts : [], node, node.rows),
    );
  return node;
}

export function writeUpdate(d: Draft, s: UpdateStatement): void {
  const { analysis: a } = d;
  d.kind = 'update';
  const env = envOf(d, s);
  const scope = new Scope(null);
  const influences = new Influences();
  const target = bindTarget(d, s.target, [...s.joined, ...s.from], scope);
  bindFrom(a, [...s.joined, ...s.from], scope, env, influences);
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  if (s.where !== null) addCondition(place, s.where, K.filter, influences);
  // A statement over several tables (MySQL) may set columns of each.
  const outputs = new Map<TableNode, AssignedColumns>();
  for (const assignment of s.assignments) {
    const first = assignment.targets[0]!;
    const owner = first.length > 1 && s.joined.length > 0 ? ownerOf(scope, first) : null;
    const node = owner ?? target;
    let columns = outputs.get(node);
    if (columns === undefined) {
      columns = new AssignedColumns();
      outputs.set(node, columns);
    }
    columns.assign(place, assignment, (parts) => targetColumn(node, s.target.alias, parts));
  }
  for (const [node, columns] of outputs) {
    d.write(node.ref, 'append');
    const assigned = columns.inOrder(node.names);
    for (const { name, column } of assigned) d.addColumn(node.ref, name, column);
    d.addInfluences(
      node.ref,
      assigned.map((c) => c.name),
      influences,
    );
  }
}

const ownerOf = (scope: Scope, target: readonly Name[]): TableNode | null =>
  scope.sources.find((source) => source.answersTo(target, target.length - 1))?.table ?? null;

/** `t.a` is column a of t; `a.b` without such a relation is a field of column a. */
function targetColumn(node: TableNode, alias: Name | null, parts: readonly Name[]): Name {
  if (parts.length === 1) return parts[0]!;
  const { ref } = node;
  const own = ref.kind === 'table' ? ref.name : null;
  for (let i = parts.length - 2; i >= 0; i -= 1)
    if (parts[i] === alias || parts[i] === own) return parts[i + 1]!;
  return node.names?.includes(parts[0]!) === true ? parts[0]! : parts.at(-1)!;
}

export function writeDelete(d: Draft, s: DeleteStatement): void {
  const { analysis: a } = d;
  d.kind = 'delete';
  const env = envOf(d, s);
  const scope = new Scope(null);
  const influences = new Influences();
  const target = bindTarget(d, s.target, s.using, scope);
  bindFrom(a, s.using, scope, env, influences);
  if (s.where !== null)
    addCondition({ analysis: a, scope, env, aliases: 'never' }, s.where, K.filter, influences);
  d.write(target.ref, 'append');
  d.addInfluences(target.ref, 'all', influences);
}

export function writeMerge(d: Draft, s: MergeStatement): void {
  const { analysis: a } = d;
  d.kind = 'merge';
  const env = envOf(d, s);
  const scope = new Scope(null);
  const influences = new Influences();
  const target = bindTarget(d, s.target, [], scope);
  const own = scope.sources.length;
  bindRelation(a, s.source, scope, env, influences);
  const source = scope.sources.slice(own).flatMap((x) => x.columns);
  // What an INSERT arm reads comes from the source alone: there is no target row.
  const inserting = new Scope(null);
  for (const source of scope.sources.slice(own)) inserting.add(source);
  const place: Place = { analysis: a, scope, env, aliases: 'never' };
  if (s.on !== null) addCondition(place, s.on, K.join, influences);
  d.write(target.ref, 'append');
  const columns = new AssignedColumns();
  for (const arm of s.arms) {
    const armPlace = arm.action === 'insert' ? { ...place, scope: inserting } : place;
    const names = assignArm(d, armPlace, arm, target, s.target.alias, source, columns);
    if (arm.condition === null) continue;
    const decides = new Influences();
    addCondition(armPlace, arm.condition, K.filter, decides);
    d.addInfluences(target.ref, arm.action === 'delete' ? 'all' : names, decides);
  }
  if (s.removeDuplicates)
    for (const { name, column } of assignByPosition(a, source, target.names, s.source, true))
      columns.add(name, column);
  for (const { name, column } of columns.inOrder(target.names)) d.addColumn(target.ref, name, column);
  d.addInfluences(target.ref, 'all', influences);
}

/** Adds what one WHEN arm assigns and returns the names of those columns. */
function assignArm(
  d: Draft,
  place: Place,
  arm: MergeArm,
  target: TableNode,
  alias: Name | null,
  source: readonly RowColumn[],
  columns: AssignedColumns,
): Name[] {
  if (arm.star) return assignByName(target, source, columns);
  if (arm.action === 'update')
    return arm.assignments.flatMap((assignment) =>
      columns.assign(place, assignment, (parts) => targetColumn(target, alias, parts)),
    );
  if (arm.action !== 'insert') return [];
  const values = arm.values.map((e) => valueColumn(place, e));
  const names = arm.columns.length > 0 ? arm.columns : target.names;
  if (names === null)
    d.analysis.report('schema-unknown', 'the columns of the target are not known', target.text, arm);
  const assigned = assignByPosition(d.analysis, values, names, arm, arm.columns.length > 0);
  for (const { name, column } of assigned) columns.add(name, column);
  return assigned.map((c) => c.name);
}

function valueColumn(place: Place, e: Expression): RowColumn {
  const builder = new FlowBuilder();
  traceExpression(place, e, K.identity, builder);
  const name = e.kind === 'column' ? e.parts.at(-1)! : place.analysis.text.slice(e.start, e.end);
  return {
    name,
    flow: builder.build(),
    influences: builder.influences,
    star: null,
    span: { start: e.start, end: e.end },
  };
}

/** `UPDATE SET *`, `INSERT *`: the source's columns under the names that the target has, too. */
function assignByName(target: TableNode, source: readonly RowColumn[], columns: AssignedColumns): Name[] {
  const names: Name[] = [];
  const stars = source.filter((c) => c.star !== null);
  for (const column of source) {
    if (column.star === null && target.names?.includes(column.name) !== false) {
      columns.add(column.name, column);
      names.push(column.name);
    }
  }
  for (const star of stars) {
    if (target.names === null) {
      columns.add('*', star);
      continue;
    }
    for (const name of target.names) {
      const flow = names.includes(name) ? null : star.star!.flowOf(name);
      if (flow === null) continue;
      columns.add(name, { name, flow, influences: null, star: null, span: null });
      names.push(name);
    }
  }
  return names;
}
