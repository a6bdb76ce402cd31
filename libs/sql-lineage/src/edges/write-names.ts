import type { TableRef } from '../bind/table-ref';
import { datasetUri } from '../paths/dataset-uri';
import { evaluateQuery } from '../trace/evaluate-query';
import { starOf, type TableNode } from '../bind/table-node';
import type { Name } from '../tree/expression';
import type {
  AlterStatement,
  CopyStatement,
  DropStatement,
  SettingStatement,
  TruncateStatement,
} from '../tree/statement';
import { namesOf, sameColumn, type Draft } from './draft';
import { assignByPosition } from './positional';

/** COPY: each column of the target comes from the column of that name in the files. */
export function writeCopy(d: Draft, s: CopyStatement): void {
  const { analysis: a } = d;
  d.kind = 'copy';
  if (s.toward) {
    const table = datasetOf(s.source);
    if (s.query !== null) {
      const rows = evaluateQuery(a, s.query, null, null);
      d.addRows(table, rows, null);
      if (table !== null) d.define(table, namesOf(rows.columns));
    } else moveColumns(d, a.read(a.namer.name(s.target.parts)), table, s.columns);
    if (table !== null) d.write(table, 'replace');
    return;
  }
  const target = a.table(a.namer.name(s.target.parts));
  d.write(target.ref, 'append');
  if (s.query !== null) {
    const rows = evaluateQuery(a, s.query, null, null);
    const names = s.columns.length > 0 ? s.columns : target.names;
    for (const { name, column } of assignByPosition(a, rows.columns, names, s, false))
      d.addColumn(target.ref, name, column);
    d.addInfluences(target.ref, 'all', rows.influences);
    return;
  }
  const source = datasetOf(s.source);
  if (source === null) return;
  moveColumns(d, a.read(source), target.ref, s.columns.length > 0 ? s.columns : (target.names ?? []));
}

function moveColumns(d: Draft, from: TableNode, to: TableRef | null, names: readonly Name[]): void {
  // What the source does not have stays empty (FILLTARGET).
  const held = from.names === null ? names : names.filter((name) => from.names!.includes(name));
  const moved = names.length > 0 ? held : from.names;
  if (moved === null) d.addColumn(to, '*', starOf(from, new Set()));
  else for (const name of moved) d.addColumn(to, name, sameColumn(from, name));
}

const pathSchemes = new Set([
  's3',
  's3a',
  's3n',
  'gs',
  'gcs',
  'abfs',
  'abfss',
  'wasb',
  'wasbs',
  'hdfs',
  'dbfs',
]);

function datasetOf(source: CopyStatement['source']): TableRef | null {
  if (source === null || source.system === 'stdin' || source.system === 'stdout') return null;
  if (pathSchemes.has(source.system)) return { kind: 'path', uri: datasetUri(source.name) };
  return { kind: 'external', system: source.system, name: source.name };
}

/** ALTER TABLE: what it does to names, columns and rows. */
export function writeAlter(d: Draft, s: AlterStatement): void {
  const { analysis: a } = d;
  const { change } = s;
  const table = a.namer.name(s.target.parts);
  d.kind = 'alter-table';
  switch (change.action) {
    case 'rename':
      d.kind = 'rename';
      d.schemaChanges.push({ kind: 'rename-table', from: table, to: beside(d, table, change.to.parts) });
      return;
    case 'swap': {
      d.kind = 'swap';
      const other = a.namer.name(change.with.parts);
      d.schemaChanges.push({ kind: 'rename-table', from: table, to: other });
      d.schemaChanges.push({ kind: 'rename-table', from: other, to: table });
      return;
    }
    case 'set-schema':
      d.kind = 'rename';
      if (table.kind === 'table')
        d.schemaChanges.push({ kind: 'rename-table', from: table, to: { ...table, schema: change.schema } });
      return;
    case 'append':
    case 'exchange-partition': {
      d.kind = 'alter-table-append';
      const from = a.read(a.namer.name(change.source.parts));
      d.write(table, 'append');
      moveColumns(d, from, table, a.table(table).names ?? []);
      d.schemaChanges.push({ kind: 'append-table', from: from.ref, to: table });
      return;
    }
    case 'set-location':
      d.schemaChanges.push({ kind: 'set-location', table, location: change.location });
      return;
    case 'add-columns':
      for (const c of change.columns)
        d.schemaChanges.push({
          kind: 'add-column',
          table,
          column: c.name,
          type: c.type === '' ? null : c.type,
        });
      return;
    case 'replace-columns':
      d.define(
        table,
        change.columns.map((c) => ({ name: c.name, type: c.type === '' ? null : c.type })),
      );
      return;
    case 'drop-columns':
      for (const column of change.columns) d.schemaChanges.push({ kind: 'drop-column', table, column });
      return;
    case 'rename-column':
      if (change.from !== change.to)
        d.schemaChanges.push({ kind: 'rename-column', table, from: change.from, to: change.to });
      return;
    case 'other':
      return;
  }
}

/** A new name without a schema stays in the schema of the old one. */
function beside(d: Draft, table: TableRef, parts: readonly Name[]): TableRef {
  if (parts.length > 1 || table.kind !== 'table') return d.analysis.namer.target(parts);
  return { ...table, name: parts[0]! };
}

export function writeDrop(d: Draft, s: DropStatement): void {
  d.kind = 'drop';
  for (const name of s.targets) {
    const table = d.analysis.namer.name(name.parts);
    d.write(table, 'drop');
    if (table.kind === 'table' && table.temp)
      d.session.dropsTemp = [...(d.session.dropsTemp ?? []), table.name];
  }
}

export function writeTruncate(d: Draft, s: TruncateStatement): void {
  d.kind = 'truncate';
  for (const name of s.targets) d.write(d.analysis.namer.name(name.parts), 'truncate');
}

export function writeSetting(d: Draft, s: SettingStatement): void {
  d.kind =
    s.database !== null || d.analysis.text.trimStart().slice(0, 3).toLowerCase() === 'use' ? 'use' : 'set';
  if (s.searchPath !== null) d.session.searchPath = s.searchPath;
  if (s.database !== null) d.session.useDatabase = s.database;
}
