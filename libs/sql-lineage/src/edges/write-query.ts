import type { Rows } from '../bind/rows';
import type { TableRef } from '../bind/table-ref';
import { evaluateQuery } from '../trace/evaluate-query';
import type { Name } from '../tree/expression';
import type { IntoTarget, Query, SelectQuery, TableName } from '../tree/query';
import type {
  CreateTableStatement,
  CreateViewStatement,
  InsertStatement,
  QueryStatement,
  UnloadStatement,
} from '../tree/statement';
import { datasetUri } from '../paths/dataset-uri';
import { conflictColumns } from './assignments';
import { namesOf, rowsOfTable, type Draft } from './draft';
import { envOf } from './env-of';
import { assignByPosition } from './positional';

/** A bare SELECT, or SELECT … INTO. */
export function writeSelect(d: Draft, s: QueryStatement): void {
  const into = intoOf(s.query);
  const rows = evaluateQuery(d.analysis, s.query, null, null);
  if (into === null) {
    d.kind = 'select';
    d.addRows(null, rows, null);
    return;
  }
  d.kind = 'select-into';
  makeTable(d, into.name, { temp: into.temp, ifNotExists: false }, rows, []);
}

/** The INTO of a query; in a set operation the first branch carries it. */
function intoOf(query: Query): IntoTarget | null {
  let q: Query = query;
  while (q.kind === 'set') q = q.branches[0]!;
  return (q as Partial<SelectQuery>).into ?? null;
}

/** How a table comes about: whether it is temporary, and whether it may have been there before. */
interface Making {
  readonly temp: boolean;
  readonly ifNotExists: boolean;
}

function makeTable(
  d: Draft,
  name: TableName,
  { temp, ifNotExists }: Making,
  rows: Rows,
  names: readonly Name[],
): TableRef {
  const { analysis: a } = d;
  if (temp) a.namer.addTemp(name.parts.at(-1)!);
  const table = temp ? a.namer.name([name.parts.at(-1)!]) : a.namer.target(name.parts);
  // IF NOT EXISTS leaves a table that is there as it is, with its columns and with what had been written to it.
  d.write(table, ifNotExists ? 'append' : 'replace');
  d.createTemp(table);
  const columns =
    names.length > 0 ? rows.columns.map((c, i) => ({ ...c, name: names[i] ?? c.name })) : rows.columns;
  d.addRows(table, rows, names.length > 0 ? names : null);
  if (!ifNotExists || a.table(table).names === null) d.define(table, namesOf(columns));
  return table;
}

export function writeCreateTable(d: Draft, s: CreateTableStatement): void {
  const { analysis: a } = d;
  if (s.query !== null) {
    d.kind = 'create-table-as';
    const rows = evaluateQuery(a, s.query, null, null);
    const names = s.columns.length === 0 ? [] : s.columns.map((c) => c.name);
    const table = makeTable(d, s.target, s, rows, names.length === rows.columns.length ? names : []);
    if (s.location !== null) setLocation(d, table, s.location);
    return;
  }
  if (s.temp) a.namer.addTemp(s.target.parts.at(-1)!);
  const table = s.temp ? a.namer.name([s.target.parts.at(-1)!]) : a.namer.target(s.target.parts);
  d.createTemp(table);
  if (s.clone !== null) {
    d.kind = 'create-table-as';
    const source = a.read(a.namer.name(s.clone.parts));
    d.write(table, 'replace');
    for (const c of rowsOfTable(source)) d.addColumn(table, c.name, c);
    d.define(table, namesOf(rowsOfTable(source)));
    return;
  }
  d.write(table, 'create');
  const exists = s.ifNotExists && a.table(table).names !== null;
  if (s.location !== null) setLocation(d, table, s.location);
  d.kind = s.external ? 'create-external-table' : s.like.length > 0 ? 'create-table-like' : 'create-table';
  if (exists) return;
  const like = s.like.map((name) => a.table(a.namer.name(name.parts)));
  if (like.some((node) => node.names === null)) d.define(table, null);
  else {
    const inherited = like.flatMap((node) => (node.names ?? []).map((name) => ({ name, type: null })));
    const own = s.columns.map((c) => ({ name: c.name, type: c.type === '' ? null : c.type }));
    if (inherited.length + own.length > 0) d.define(table, [...inherited, ...own]);
  }
}

function setLocation(d: Draft, table: TableRef, location: string): void {
  d.schemaChanges.push({ kind: 'set-location', table, location });
}

export function writeCreateView(d: Draft, s: CreateViewStatement): void {
  const { analysis: a } = d;
  d.kind = s.materialized ? 'create-materialized-view' : 'create-view';
  const rows = evaluateQuery(a, s.query, null, null);
  if (s.temp) a.namer.addTemp(s.target.parts.at(-1)!);
  const table = s.temp ? a.namer.name([s.target.parts.at(-1)!]) : a.namer.target(s.target.parts);
  d.write(table, 'define');
  d.createTemp(table);
  const assigned = assignByPosition(
    a,
    rows.columns,
    s.columns.length > 0 ? s.columns : null,
    s,
    s.columns.length > 0,
  );
  for (const { name, column } of assigned) d.addColumn(table, name, column);
  d.addInfluences(table, 'all', rows.influences);
  d.define(table, namesOf(assigned.map(({ name, column }) => ({ ...column, name }))));
}

export function writeInsert(d: Draft, s: InsertStatement): void {
  const { analysis: a } = d;
  d.kind = s.overwrite ? 'insert-overwrite' : 'insert';
  const parts = s.target.kind === 'table' ? s.target.name.parts : [];
  const node = a.table(a.namer.name(parts));
  const table = node.ref;
  // Overwriting one partition leaves the others' rows, and so their lineage, in place.
  d.write(table, s.overwrite && s.partition.length === 0 ? 'replace' : 'append');
  const fixed = s.partition.filter((p) => !p.dynamic).map((p) => p.name);
  if (s.query !== null) {
    const rows = evaluateQuery(a, s.query, envOf(d, s), null);
    const names = s.byName ? null : targetNames(s, node.names);
    if (names === null && !s.byName && table.kind === 'table')
      a.report(
        'schema-unknown',
        'the columns of the target are not known: the query’s own names stand for them',
        node.text,
        s.target,
      );
    const assigned = assignByPosition(a, rows.columns, names, s.query, s.columns.length > 0);
    const merged = s.onConflict.length === 0 ? assigned : conflictColumns(d, s, node, assigned);
    for (const { name, column } of merged) d.addColumn(table, name, column);
    d.addInfluences(table, 'all', rows.influences);
  }
  for (const name of fixed)
    d.addColumn(table, name, { name, flow: [], influences: null, star: null, span: null });
}

/** The columns that an INSERT fills, in the order of its query; partition columns stand last. */
function targetNames(s: InsertStatement, known: readonly Name[] | null): readonly Name[] | null {
  const partition = new Set(s.partition.map((p) => p.name));
  const dynamic = s.partition.filter((p) => p.dynamic).map((p) => p.name);
  if (s.columns.length > 0) return [...s.columns, ...dynamic.filter((n) => !s.columns.includes(n))];
  if (known === null) return null;
  return partition.size === 0 ? known : [...known.filter((n) => !partition.has(n)), ...dynamic];
}

export function writeUnload(d: Draft, s: UnloadStatement): void {
  d.kind = 'unload';
  const rows = evaluateQuery(d.analysis, s.query, null, null);
  const table: TableRef = { kind: 'path', uri: datasetUri(s.location) };
  d.write(table, 'replace');
  d.addRows(table, rows, null);
  d.define(table, namesOf(rows.columns));
}
