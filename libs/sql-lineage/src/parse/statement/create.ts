import { T } from '../../split/tokens';
import type { Name } from '../../tree/expression';
import type { Query, TableName } from '../../tree/query';
import type { ColumnDefinition, Statement } from '../../tree/statement';
import { parseNames } from '../expression/list';
import { none, type Parser } from '../parser';
import { atQuery, parseQuery } from '../query/query';
import { queryStatement } from './query-statement';
import { parseTableName } from '../relation/table-name';
import { parseRoutine } from './routine';
import { other } from './other';
import { parseType } from '../type';

/** Reads CREATE TABLE / VIEW in all their forms; everything else that is created carries no lineage. */
export function parseCreate(p: Parser, start: number): Statement {
  p.i += 1;
  const orReplace = p.eat2('or', 'replace');
  let temp = false;
  let external = false;
  let materialized = false;
  for (;;) {
    const w = p.here;
    if (w === 'temp' || w === 'temporary' || w === 'volatile') temp = true;
    else if (w === 'external') external = true;
    else if (w === 'materialized') materialized = true;
    else if (!modifiers.has(w)) break;
    if (w === 'external' && p.peek(1) !== 'table') break;
    p.i += 1;
  }
  switch (p.here) {
    case 'table':
      return parseTable(p, start, { temp, external, orReplace });
    case 'view':
      return parseView(p, start, { temp, materialized });
    case 'procedure':
    case 'proc':
      return parseProcedure(p, start);
    case 'index':
      return parseIndex(p, start);
    case 'function':
      return other(p, start, 'procedure');
    case 'model':
      return parseModel(p, start);
    default:
      return other(p, start, 'ddl');
  }
}

/** AS with a query behind it. */
const atAsQuery = (p: Parser): boolean => p.at('as') && queryStarts.has(p.peek(1));

const queryStarts = new Set(['(', 'select', 'with', 'values', 'table', 'from']);

/** `CREATE INDEX i ON t (a)` reads its table. */
function parseIndex(p: Parser, start: number): Statement {
  while (!p.done && !p.at('on')) p.i += 1;
  const mentions = p.eat('on') && p.atName() ? [parseTableName(p)] : none;
  return other(p, start, 'ddl', mentions);
}

/** `CREATE MODEL m FROM t …`, `CREATE MODEL m FROM (query) …`, `… AS query`: what it is trained on is read. */
function parseModel(p: Parser, start: number): Statement {
  while (!p.done && !p.at('from') && !p.at('as')) if (!p.skipGroup()) p.i += 1;
  p.i += 1;
  if (!p.done && !atQuery(p)) return other(p, start, 'ddl', p.atName() ? [parseTableName(p)] : none);
  if (p.done) return other(p, start, 'ddl');
  const read = queryStatement(p, p.offset());
  p.i = p.stop;
  return { kind: 'script', as: 'ddl', statements: [read], start, end: p.endOffset() };
}

const modifiers = new Set([
  'temp',
  'temporary',
  'volatile',
  'external',
  'materialized',
  'local',
  'global',
  'unlogged',
  'transient',
  'recursive',
  'multiset',
  'set',
  'force',
  'protected',
  'secure',
  'live',
  'streaming',
  'refresh',
  'dynamic',
  'hybrid',
  'iceberg',
  'private',
  'unique',
  'clustered',
]);

interface TableFlags {
  readonly temp: boolean;
  readonly external: boolean;
  readonly orReplace: boolean;
}

function parseTable(p: Parser, start: number, flags: TableFlags): Statement {
  p.i += 1;
  const ifNotExists = p.at('if') && p.peek(1) === 'not' && p.peek(2) === 'exists';
  if (ifNotExists) p.i += 3;
  const target = parseTableName(p);
  let columns: ColumnDefinition[] = [];
  const like: TableName[] = [];
  let clone: TableName | null = null;
  let location: string | null = null;
  let query: Query | null = null;
  while (!p.done) {
    const w = p.here;
    if (w === '(' && !p.atQueryGroup()) {
      if (columns.length === 0 && like.length === 0) columns = parseDefinitions(p, like);
      else p.skipGroup();
    } else if (w === '(') {
      query = parseQuery(p);
    } else if (w === 'partitioned' || (w === 'partition' && p.peek(1) === 'by')) {
      p.i += 1;
      p.eat('by');
      if (p.at('(')) columns.push(...parsePartitionColumns(p, columns));
    } else if (w === 'stored' && p.peek(1) === 'as') {
      p.i += 3;
    } else if (w === 'like' && p.kindAt(1) !== T.string) {
      p.i += 1;
      like.push(parseTableName(p));
    } else if (w === 'clone' || ((w === 'shallow' || w === 'deep') && p.peek(1) === 'clone')) {
      p.i += w === 'clone' ? 1 : 2;
      clone = parseTableName(p);
    } else if (w === 'copy' && p.atName()) {
      p.i += 1;
      if (p.atName()) clone = parseTableName(p);
    } else if (w === 'location' && (p.kindAt(1) === T.string || p.peek(1) === '=')) {
      p.i += 1;
      p.eat('=');
      if (p.kindHere() === T.string) location = p.stringAt((p.i += 1) - 1);
    } else if (w === 'with' && p.peek(1) === '(') {
      p.i += 1;
      location = parseProperties(p) ?? location;
    } else if (atAsQuery(p)) {
      p.i += 1;
      if (p.at('(') && !p.atQueryGroup()) p.fail('expected a query');
      query = parseQuery(p);
      break;
    } else if (w === 'as' && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)) {
      p.i += 1;
      if (p.at('node') || p.nameAt(p.i) === 'node') continue;
      clone = parseTableName(p);
    } else if (
      (w === 'select' || (w === 'with' && p.peek(2) === 'as' && p.peek(3) === '(')) &&
      query === null
    ) {
      query = parseQuery(p);
      break;
    } else if (!p.skipGroup()) p.i += 1;
  }
  p.i = p.stop;
  return {
    kind: 'create-table',
    target,
    ...flags,
    ifNotExists,
    columns,
    query,
    like,
    clone,
    location,
    start,
    end: p.endOffset(),
  };
}

/** `WITH (external_location = 's3://…', format = 'PARQUET')`. */
function parseProperties(p: Parser): string | null {
  const close = p.closeOf(p.i);
  let location: string | null = null;
  for (let j = p.i; j < close; j += 1) {
    if (p.word[j + 1] === '=' && p.kind[j + 2] === T.string) {
      const name = p.nameAt(j);
      if (name === 'external_location' || name === 'location') location = p.stringAt(j + 2);
    }
  }
  p.i = close + 1;
  return location;
}

const constraints = new Set([
  'primary',
  'foreign',
  'unique',
  'constraint',
  'check',
  'index',
  'key',
  'exclude',
  'fulltext',
  'spatial',
  'period',
  'watermark',
  'partition',
  'distribution',
  'watermark',
]);

function parseDefinitions(p: Parser, like: TableName[]): ColumnDefinition[] {
  const close = p.closeOf(p.i);
  p.i += 1;
  const columns: ColumnDefinition[] = [];
  while (!p.done && p.i < close) {
    if (p.at('like')) {
      p.i += 1;
      like.push(parseTableName(p));
    } else if (
      (p.kindHere() === T.word &&
        constraints.has(p.here) &&
        p.kindAt(1) === T.word &&
        !plainType(p.peek(1))) ||
      (p.kindHere() === T.word && constraints.has(p.here) && (p.peek(1) === '(' || p.peek(1) === 'key'))
    ) {
      p.i += 1;
    } else if (p.atName()) {
      const name = p.name();
      const typed = !p.at(',') && !p.at(')') && (p.kindHere() === T.word || p.kindHere() === T.quoted);
      p.eat(':');
      columns.push({ name, type: typed ? parseType(p) : '' });
    } else if (p.kindHere() === T.string) {
      columns.push({ name: p.stringAt(p.i).toLowerCase(), type: '' });
      p.i += 1;
    }
    while (!p.done && p.i < close && !p.at(',')) if (!p.skipGroup()) p.i += 1;
    p.eat(',');
  }
  p.i = close;
  p.expect(')');
  return columns;
}

const plainType = (w: string): boolean =>
  w === 'int' ||
  w === 'integer' ||
  w === 'varchar' ||
  w === 'text' ||
  w === 'date' ||
  w === 'timestamp' ||
  w === 'string' ||
  w === 'char' ||
  w === 'double';

/** Partition columns extend the table unless they are transforms or columns that it has already. */
function parsePartitionColumns(p: Parser, before: readonly ColumnDefinition[]): ColumnDefinition[] {
  const close = p.closeOf(p.i);
  const found: ColumnDefinition[] = [];
  let expectName = true;
  for (let j = p.i + 1; j < close; j += 1) {
    const w = p.word[j]!;
    if (w === ',') expectName = true;
    else if (expectName && (p.kind[j] === T.word || p.kind[j] === T.quoted)) {
      expectName = false;
      const next = p.word[j + 1];
      if (next !== '(' && next !== ',' && next !== ')') {
        const at = p.i;
        p.i = j + 1;
        const type = parseType(p);
        found.push({ name: p.nameAt(j), type });
        j = p.i - 1;
        p.i = at;
      }
      while (j + 1 < close && p.word[j + 1] !== ',') j = p.word[j + 1] === '(' ? p.closeOf(j + 1) : j + 1;
    }
  }
  p.i = close + 1;
  return found.filter((c) => !before.some((b) => b.name === c.name));
}

function parseView(p: Parser, start: number, flags: { temp: boolean; materialized: boolean }): Statement {
  p.i += 1;
  if (p.at('if')) p.i += 3;
  const target = parseTableName(p);
  if (p.at2('on', 'cluster')) p.i += 3;
  let columns: readonly Name[] = none;
  if (p.at('(') && !p.atQueryGroup()) columns = parseNames(p);
  let depth = 0;
  while (!p.done && !(depth === 0 && atAsQuery(p))) {
    if (p.at('(')) depth += 1;
    if (p.at(')')) depth -= 1;
    p.i += 1;
  }
  if (p.done) return other(p, start, 'ddl');
  p.i += 1;
  if (!atQuery(p)) p.fail('expected a query');
  const query = parseQuery(p);
  // `WITH NO SCHEMA BINDING`, `WITH [NO] DATA`, `WITH CASCADED CHECK OPTION`.
  if (p.at('with')) p.i = p.stop;
  return { kind: 'create-view', target, ...flags, columns, query, start, end: p.endOffset() };
}

/** The body is a string behind AS, or the BEGIN … END that follows the head. */
function parseProcedure(p: Parser, start: number): Statement {
  for (let j = p.i; j < p.stop; j += 1) {
    const isBody = (p.kind[j] === T.string && p.word[j - 1] === 'as') || p.word[j] === 'begin';
    if (!isBody) continue;
    const statements = parseRoutine(p, j);
    p.i = p.stop;
    return { kind: 'script', as: 'procedure', statements, start, end: p.endOffset() };
  }
  return other(p, start, 'procedure');
}
