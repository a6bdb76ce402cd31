import { evaluateQuery } from '../trace/evaluate-query';
import type { ScriptStatement, Statement } from '../tree/statement';
import type { Draft } from './draft';
import { writeAlter, writeCopy, writeDrop, writeSetting, writeTruncate } from './write-names';
import { writeCreateTable, writeCreateView, writeInsert, writeSelect, writeUnload } from './write-query';
import { writeDelete, writeMerge, writeUpdate } from './write-rows';

/** Binds, resolves and traces one statement into the draft. */
export function writeStatement(d: Draft, s: Statement): void {
  switch (s.kind) {
    case 'query':
      writeSelect(d, s);
      return;
    case 'insert':
      writeInsert(d, s);
      return;
    case 'create-table':
      writeCreateTable(d, s);
      return;
    case 'create-view':
      writeCreateView(d, s);
      return;
    case 'update':
      writeUpdate(d, s);
      return;
    case 'delete':
      writeDelete(d, s);
      return;
    case 'merge':
      writeMerge(d, s);
      return;
    case 'copy':
      writeCopy(d, s);
      return;
    case 'unload':
      writeUnload(d, s);
      return;
    case 'alter':
      writeAlter(d, s);
      return;
    case 'drop':
      writeDrop(d, s);
      return;
    case 'truncate':
      writeTruncate(d, s);
      return;
    case 'setting':
      writeSetting(d, s);
      return;
    case 'script':
      writeScript(d, s);
      return;
    case 'loop':
      d.analysis.records.set(s.record, evaluateQuery(d.analysis, s.query, null, null));
      return;
    case 'other':
      d.kind = s.as;
      if (s.name !== undefined) d.session.executes = s.name;
      for (const name of s.mentions) d.analysis.read(d.analysis.namer.name(name.parts));
      return;
  }
}

/** Statements inside a statement, in order: each sees the columns of what those before it made. */
function writeScript(d: Draft, s: ScriptStatement): void {
  for (const inner of s.statements) {
    const before = d.definedColumns.length;
    writeStatement(d, inner);
    for (const made of d.definedColumns.slice(before))
      d.analysis.learn(made.table, made.columns?.map((c) => c.name) ?? null);
  }
  d.kind = s.as;
  if (s.as === 'procedure') d.dropResults();
  if (s.as === 'procedure' || s.as === 'prepare') d.onlyDescribed();
  const [prepared] = s.statements;
  if (s.as === 'prepare' && s.name !== undefined && prepared !== undefined)
    d.session.prepares = { name: s.name, sql: d.analysis.text.slice(prepared.start, prepared.end) };
}
