import { T } from '../../split/tokens';
import type { AlterStatement, ColumnDefinition, Statement } from '../../tree/statement';
import type { Name } from '../../tree/expression';
import { other } from './other';
import { none, type Parser } from '../parser';
import { parseQuery } from '../query/query';
import { parseTableName } from '../relation/table-name';
import { parseType } from '../type';

/** Reads ALTER TABLE / VIEW; what changes neither names nor columns is `other`. */
export function parseAlter(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('external');
  p.eat('materialized');
  const view = p.at('view');
  if (!view && !p.at('table')) return other(p, start, 'ddl');
  p.i += 1;
  p.eat2('if', 'exists');
  p.eat('only');
  const target = parseTableName(p);
  if (view && p.at('as')) {
    p.i += 1;
    const query = parseQuery(p);
    const end = p.endOffset();
    return {
      kind: 'create-view',
      target,
      materialized: false,
      temp: false,
      columns: none,
      query,
      start,
      end,
    };
  }
  const change = parseChange(p);
  p.i = p.stop;
  return { kind: 'alter', target, view, change, start, end: p.endOffset() };
}

function parseChange(p: Parser): AlterStatement['change'] {
  if (p.at('partition') && p.peek(1) === '(') {
    p.i += 1;
    p.skipGroup();
    // `PARTITION (…) RENAME TO PARTITION (…)` moves files, not the table.
    if (p.at('rename')) return { action: 'other' };
  }
  switch (p.here) {
    case 'rename':
      p.i += 1;
      if (p.eat('to') || p.eat('as')) return { action: 'rename', to: parseTableName(p) };
      if (p.at('column') || (p.atName() && !p.at('partition') && !p.at('constraint'))) {
        p.eat('column');
        const from = p.name();
        if (p.eat('to')) return { action: 'rename-column', from, to: p.name() };
      }
      return { action: 'other' };
    case 'swap':
      p.i += 1;
      p.expect('with');
      return { action: 'swap', with: parseTableName(p) };
    case 'append':
      p.i += 1;
      if (!p.eat('from')) return { action: 'other' };
      return { action: 'append', source: parseTableName(p) };
    case 'exchange':
      while (!p.done && !p.at('table')) p.i += 1;
      if (!p.eat('table')) return { action: 'other' };
      return { action: 'exchange-partition', source: parseTableName(p) };
    case 'set':
      if (p.peek(1) === 'schema') {
        p.i += 2;
        return { action: 'set-schema', schema: p.name() };
      }
      if (p.peek(1) === 'location' && p.kindAt(2) === T.string)
        return { action: 'set-location', location: p.stringAt(p.i + 2) };
      return { action: 'other' };
    case 'add':
      return parseAdd(p);
    case 'replace':
      if (p.peek(1) !== 'columns') return { action: 'other' };
      p.i += 2;
      return { action: 'replace-columns', columns: parseColumnGroup(p) };
    case 'drop':
      return parseDropColumns(p);
    case 'change': {
      p.i += 1;
      p.eat('column');
      const from = p.name();
      return { action: 'rename-column', from, to: p.name() };
    }
    default:
      return { action: 'other' };
  }
}

const notColumns = new Set([
  'constraint',
  'primary',
  'foreign',
  'unique',
  'check',
  'partition',
  'index',
  'key',
  'rls',
]);

function parseAdd(p: Parser): AlterStatement['change'] {
  p.i += 1;
  if (notColumns.has(p.here) || (p.at('if') && p.peek(3) === 'partition')) return { action: 'other' };
  if (p.at('columns') || p.at('column')) p.i += 1;
  if (p.at('if')) p.i += 3;
  if (p.at('(')) return { action: 'add-columns', columns: parseColumnGroup(p) };
  if (!p.atName()) return { action: 'other' };
  const columns: ColumnDefinition[] = [];
  do {
    if (p.at('add')) {
      p.i += 1;
      p.eat('column');
    }
    const name = p.name();
    columns.push({ name, type: p.atName() ? parseType(p) : '' });
    while (!p.done && !p.at(',')) if (!p.skipGroup()) p.i += 1;
  } while (p.eat(','));
  return { action: 'add-columns', columns };
}

function parseColumnGroup(p: Parser): ColumnDefinition[] {
  const columns: ColumnDefinition[] = [];
  if (!p.eat('(')) return columns;
  while (!p.done && !p.at(')')) {
    const name = p.name();
    p.eat(':');
    columns.push({ name, type: p.atName() ? parseType(p) : '' });
    while (!p.done && !p.at(',') && !p.at(')')) if (!p.skipGroup()) p.i += 1;
    p.eat(',');
  }
  return columns;
}

function parseDropColumns(p: Parser): AlterStatement['change'] {
  p.i += 1;
  if (notColumns.has(p.here) || (p.at('if') && p.peek(2) === 'partition')) return { action: 'other' };
  if (p.at('column') || p.at('columns')) p.i += 1;
  p.eat2('if', 'exists');
  p.eat('(');
  if (!p.atName()) return { action: 'other' };
  const columns: Name[] = [p.name()];
  while (p.eat(',')) {
    if (p.eat('drop')) p.eat('column');
    columns.push(p.name());
  }
  return { action: 'drop-columns', columns };
}

/** `RENAME TABLE a TO b` (MySQL, Teradata). */
export function parseRename(p: Parser, start: number): Statement {
  p.i += 1;
  if (!p.eat('table')) return other(p, start, 'ddl');
  const target = parseTableName(p);
  p.expect('to');
  const to = parseTableName(p);
  return { kind: 'alter', target, view: false, change: { action: 'rename', to }, start, end: p.endOffset() };
}
