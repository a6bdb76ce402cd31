import { T } from '../split/tokens';
import type { Expression } from '../tree/expression';
import type { FromItem, Query, Relation, TableName } from '../tree/query';
import type { OtherStatement, Statement, StatementKind } from '../tree/statement';
import { parseAlter } from './alter';
import { parseCopy, parseUnload } from './copy-unload';
import { parseCreate } from './create';
import { parseEmbedded } from './embedded';
import { parseExpression } from './expression/expression';
import { parseInsert } from './insert';
import { parseMerge } from './merge';
import { none, type Parser } from './parser';
import { atQuery, parseQuery } from './query/query';
import { parseWith, type With } from './query/with';
import { parseFrom } from './relation/from';
import { parseRelation } from './relation/relation';
import { parseTableName } from './relation/table-name';
import { parseAssignments } from './assignment';
import { namedTable } from './relation/named-table';

/** Reads one statement. What no rule knows becomes `other` of kind `unknown`; what a rule half knows aborts. */
export function parseStatement(p: Parser): Statement {
  const start = p.offset();
  while (p.kindHere() === T.param && p.kindAt(1) === T.word) p.i += 1;
  switch (p.here) {
    case 'select':
    case 'values':
    case '(':
    case 'table':
      return queryStatement(p, start);
    case 'from':
      if (p.traits.fromFirst) return parseFromFirst(p, start);
      return other(p, start, 'unknown');
    case 'with':
      return parseAfterWith(p, start);
    case 'insert':
    case 'replace':
    case 'upsert':
      return parseInsert(p, start, noWith);
    case 'update':
      return parseUpdate(p, start, noWith);
    case 'delete':
      return parseDelete(p, start, noWith);
    case 'merge':
      return parseMerge(p, start, noWith);
    case 'create':
      return parseCreate(p, start);
    case 'copy':
      return parseCopy(p, start);
    case 'unload':
      return parseUnload(p, start);
    case 'alter':
      return parseAlter(p, start);
    case 'rename':
      return parseRename(p, start);
    case 'drop':
      return parseDrop(p, start);
    case 'truncate':
      return parseTruncate(p, start);
    case 'set':
      return parseSet(p, start);
    case 'use':
      return parseUse(p, start);
    case 'using':
      return parseAfterFunctions(p, start);
    case 'explain':
      return parseExplain(p, start);
    case 'declare':
      return parseDeclare(p, start);
    case 'prepare':
      return parsePrepare(p, start);
    case 'execute':
      return parseExecute(p, start);
    case 'cache':
      return parseCache(p, start);
    case 'refresh':
    case 'analyze':
    case 'vacuum':
    case 'optimize':
    case 'msck':
    case 'describe':
    case 'desc':
    case 'show':
      return parseMention(p, start);
    default:
      return other(p, start, kinds[p.atName() ? p.nameAt(p.i) : ''] ?? 'unknown');
  }
}

const noWith: With = { ctes: none, recursive: false };

const kinds: Readonly<Record<string, StatementKind>> = {
  begin: 'transaction',
  start: 'transaction',
  commit: 'transaction',
  end: 'transaction',
  rollback: 'transaction',
  abort: 'transaction',
  savepoint: 'transaction',
  release: 'transaction',
  call: 'call',
  execute: 'execute',
  exec: 'execute',
  deallocate: 'prepare',
  fetch: 'cursor',
  close: 'cursor',
  open: 'cursor',
  move: 'cursor',
  grant: 'grant',
  revoke: 'grant',
  deny: 'grant',
  reset: 'set',
  comment: 'ddl',
  attach: 'ddl',
  detach: 'ddl',
  lock: 'maintenance',
  unlock: 'maintenance',
  cancel: 'maintenance',
  kill: 'maintenance',
  purge: 'maintenance',
  notify: 'maintenance',
  repair: 'maintenance',
  reindex: 'maintenance',
  cluster: 'maintenance',
  checkpoint: 'maintenance',
  add: 'other',
  delimiter: 'other',
  do: 'procedure',
  if: 'procedure',
  while: 'procedure',
  load: 'other',
  import: 'other',
  export: 'other',
  uncache: 'maintenance',
  invalidate: 'maintenance',
  connect: 'other',
  get: 'other',
  put: 'other',
  list: 'other',
};

/** A statement without columns to follow; everything left of it is passed over. */
export function other(
  p: Parser,
  start: number,
  as: StatementKind,
  mentions: readonly TableName[] = none,
): OtherStatement {
  p.i = p.stop;
  return { kind: 'other', as, mentions, start, end: p.endOffset() };
}

function queryStatement(p: Parser, start: number): Statement {
  return { kind: 'query', query: parseQuery(p), start, end: p.endOffset() };
}

function parseAfterWith(p: Parser, start: number): Statement {
  const at = p.i;
  const before = parseWith(p);
  switch (p.here) {
    case 'insert':
    case 'replace':
      return parseInsert(p, start, before);
    case 'update':
      return parseUpdate(p, start, before);
    case 'delete':
      return parseDelete(p, start, before);
    case 'merge':
      return parseMerge(p, start, before);
    case 'create': {
      const created = parseCreate(p, start);
      if ((created.kind === 'create-table' || created.kind === 'create-view') && created.query !== null) {
        return { ...created, query: withTables(created.query, before) };
      }
      return created;
    }
    case 'from':
      if (p.traits.fromFirst) {
        const statement = parseFromFirst(p, start);
        return attach(statement, before);
      }
      return p.fail('expected a query after WITH');
    default:
      p.i = at;
      return queryStatement(p, start);
  }
}

const withTables = (query: Query, before: With): Query => ({
  ...query,
  ctes: [...before.ctes, ...query.ctes],
  recursive: before.recursive || query.recursive,
});

/** Athena: `USING EXTERNAL FUNCTION f(x double) RETURNS double LAMBDA 'f' SELECT …`. */
function parseAfterFunctions(p: Parser, start: number): Statement {
  while (!p.done && !afterFunctions.has(p.here)) if (!p.skipGroup()) p.i += 1;
  return p.done ? other(p, start, 'unknown') : parseStatement(p);
}

const afterFunctions = new Set(['select', 'with', 'insert', 'create', 'unload']);

function attach(statement: Statement, before: With): Statement {
  if (statement.kind === 'query') return { ...statement, query: withTables(statement.query, before) };
  if (statement.kind === 'insert') return { ...statement, ...before };
  if (statement.kind === 'script')
    return { ...statement, statements: statement.statements.map((s) => attach(s, before)) };
  return statement;
}

/** Hive and Spark: `FROM t INSERT … SELECT … INSERT … SELECT …`, `FROM t SELECT a`. */
function parseFromFirst(p: Parser, start: number): Statement {
  const at = p.i;
  p.i += 1;
  const from = parseFrom(p);
  if (!p.at('insert')) {
    p.i = at;
    return queryStatement(p, start);
  }
  const statements: Statement[] = [];
  while (p.at('insert')) {
    const insert = parseInsert(p, p.offset(), noWith);
    statements.push(
      insert.kind === 'insert' && insert.query !== null
        ? { ...insert, query: readFrom(insert.query, from) }
        : insert,
    );
  }
  return { kind: 'script', as: 'insert', statements, start, end: p.endOffset() };
}

function readFrom(query: Query, from: readonly FromItem[]): Query {
  if (query.kind === 'select') return { ...query, from: [...from, ...query.from] };
  if (query.kind === 'set') return { ...query, branches: query.branches.map((b) => readFrom(b, from)) };
  return query;
}

function parseUpdate(p: Parser, start: number, before: With): Statement {
  p.i += 1;
  if (p.at('only') || p.at('low_priority') || p.at('ignore')) p.i += 1;
  if (p.at('or')) p.i += 2;
  const items = parseFrom(p);
  const target = changed(p, items[0]!.relation);
  // Teradata names the sources before SET.
  const before_ = p.eat('from') ? parseFrom(p) : none;
  p.expect('set');
  const assignments = parseAssignments(p);
  const from = p.eat('from') ? [...before_, ...parseFrom(p)] : before_;
  const where = parseWhere(p);
  return {
    kind: 'update',
    ...before,
    target,
    joined: items.slice(1),
    assignments,
    from,
    where,
    start,
    end: p.endOffset(),
  };
}

/** The relation that a statement changes: a table under its name, not a query and not a function. */
export function changed(p: Parser, relation: Relation): Relation {
  return relation.kind === 'table' ? relation : p.fail('expected a table to change');
}

function parseWhere(p: Parser): Expression | null {
  if (!p.eat('where')) return null;
  if (p.at('current') && p.peek(1) === 'of') {
    p.i = p.stop;
    return null;
  }
  return parseExpression(p);
}

function parseDelete(p: Parser, start: number, before: With): Statement {
  p.i += 1;
  // `DELETE t1, t2 FROM t1 JOIN …` (MySQL) and `DELETE a FROM t a JOIN …` (T-SQL) name the target twice.
  let named: TableName | null = null;
  if (!p.at('from') && p.atName()) {
    named = parseTableName(p);
    while (p.eat(',')) parseTableName(p);
  }
  const from = p.eat('from');
  if (from && p.at('only')) p.i += 1;
  if (!from && named === null) p.fail('expected FROM');
  const first: Relation = from ? parseRelation(p) : namedTable(named!);
  p.eat('*');
  let using: readonly FromItem[] = none;
  if (named !== null && from) {
    const items = p.at('where') || p.done ? [] : parseJoins(p, first);
    using = items.slice(1);
    const target = changed(p, namedTarget(named, [{ relation: first, join: null }, ...using]));
    const where = parseWhere(p);
    const rest = [{ relation: first, join: null }, ...using].filter((i) => i.relation !== target);
    return { kind: 'delete', ...before, target, using: rest, where, start, end: p.endOffset() };
  }
  if (p.eat('using') || p.eat('from')) using = parseFrom(p);
  const where = parseWhere(p);
  return { kind: 'delete', ...before, target: changed(p, first), using, where, start, end: p.endOffset() };
}

function parseJoins(p: Parser, first: Relation): FromItem[] {
  const rest = p.at(',') ? ((p.i += 1), parseFrom(p)) : [];
  const items: FromItem[] = [
    { relation: first, join: null },
    ...rest.map((i) => ({
      ...i,
      join: i.join ?? { type: 'comma' as const, on: null, using: none, natural: false },
    })),
  ];
  if (rest.length > 0) return items;
  // A join chain continues what was read: read it as the tail of a FROM whose head is known.
  while (!p.done && !p.at('where')) {
    while (!p.done && !p.at('join') && !p.at('where')) p.i += 1;
    if (!p.eat('join')) break;
    const relation = parseRelation(p);
    const on = p.eat('on') ? parseExpression(p) : null;
    items.push({ relation, join: { type: 'inner', on, using: none, natural: false } });
  }
  return items;
}

function namedTarget(named: TableName, items: readonly FromItem[]): Relation {
  const name = named.parts.at(-1)!;
  const found =
    items.find((i) => i.relation.alias === name) ??
    items.find((i) => i.relation.kind === 'table' && i.relation.name.parts.at(-1) === name);
  return found?.relation ?? namedTable(named);
}

/** `RENAME TABLE a TO b` (MySQL, Teradata). */
function parseRename(p: Parser, start: number): Statement {
  p.i += 1;
  if (!p.eat('table')) return other(p, start, 'ddl');
  const target = parseTableName(p);
  p.expect('to');
  const to = parseTableName(p);
  return { kind: 'alter', target, view: false, change: { action: 'rename', to }, start, end: p.endOffset() };
}

function parseDrop(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('temporary');
  p.eat('external');
  p.eat('materialized');
  const object = p.at('table') ? 'table' : p.at('view') ? 'view' : 'other';
  if (object === 'other') {
    p.i = p.stop;
    return { kind: 'drop', object, targets: none, start, end: p.endOffset() };
  }
  p.i += 1;
  p.eat2('if', 'exists');
  const targets: TableName[] = [];
  do targets.push(parseTableName(p));
  while (p.eat(','));
  p.i = p.stop;
  return { kind: 'drop', object, targets, start, end: p.endOffset() };
}

function parseTruncate(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('table');
  p.eat2('if', 'exists');
  const targets: TableName[] = [];
  do targets.push(parseTableName(p));
  while (p.eat(','));
  p.i = p.stop;
  return { kind: 'truncate', targets, start, end: p.endOffset() };
}

function parseSet(p: Parser, start: number): Statement {
  p.i += 1;
  if (p.at('session') || p.at('local')) p.i += 1;
  const name = p.atName() ? p.nameAt(p.i) : '';
  if (name === 'transaction' || name === 'characteristics') return other(p, start, 'transaction');
  if (name !== 'search_path' && name !== 'current_schema' && name !== 'schema') return other(p, start, 'set');
  p.i += 1;
  if (!p.eat('to')) p.eat('=');
  const searchPath: string[] = [];
  while (!p.done) {
    if (p.eat(',')) continue;
    if (p.kindHere() === T.string) {
      searchPath.push(
        ...p
          .stringAt(p.i)
          .toLowerCase()
          .split(',')
          .map((s) => s.trim().replaceAll('"', '')),
      );
      p.i += 1;
    } else if (p.atName()) searchPath.push(p.name());
    else p.i += 1;
  }
  return { kind: 'setting', searchPath, database: null, start, end: p.endOffset() };
}

/** `USE db`, `USE catalog.schema`, `USE SCHEMA a.b`, `USE DATABASE a`. */
function parseUse(p: Parser, start: number): Statement {
  p.i += 1;
  if ((p.at('role') || p.at('warehouse') || p.at('secondary')) && p.kindAt(1) === T.word)
    return other(p, start, 'use');
  const what =
    (p.at('schema') || p.at('database') || p.at('catalog')) &&
    (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)
      ? p.name()
      : '';
  if (!p.atName()) return other(p, start, 'use');
  const { parts } = parseTableName(p);
  const isDatabase =
    what === 'database' ||
    what === 'catalog' ||
    (what === '' &&
      parts.length === 1 &&
      (p.traits.dialect === 'redshift' || p.traits.dialect === 'snowflake' || p.traits.dialect === 'tsql'));
  p.i = p.stop;
  const end = p.endOffset();
  if (parts.length >= 2)
    return { kind: 'setting', database: parts.at(-2)!, searchPath: [parts.at(-1)!], start, end };
  return isDatabase
    ? { kind: 'setting', database: parts[0]!, searchPath: null, start, end }
    : { kind: 'setting', database: null, searchPath: [parts[0]!], start, end };
}

/** EXPLAIN moves no data, but the statement it explains may only be read, never guessed at. */
function parseExplain(p: Parser, start: number): Statement {
  return other(p, start, 'explain');
}

/** `DECLARE c CURSOR FOR query`: the query is read when the cursor is fetched. */
function parseDeclare(p: Parser, start: number): Statement {
  for (let j = p.i; j < p.stop; j += 1) {
    if (p.word[j] === 'for' && (p.word[j + 1] === 'select' || p.word[j + 1] === 'with')) {
      p.i = j + 1;
      return {
        kind: 'script',
        as: 'cursor',
        statements: [queryStatement(p, p.offset())],
        start,
        end: p.endOffset(),
      };
    }
  }
  return other(p, start, 'cursor');
}

/** `EXECUTE name [(…)]`, `EXECUTE name USING …`. */
function parseExecute(p: Parser, start: number): Statement {
  p.i += 1;
  if (p.at('immediate') && p.kindAt(1) === T.string) return parseImmediate(p, start);
  if (!p.atName() || p.at('immediate')) return other(p, start, 'execute');
  const name = p.name();
  return { ...other(p, start, 'execute'), name };
}

/** `EXECUTE IMMEDIATE 'statement' USING …`. */
function parseImmediate(p: Parser, start: number): Statement {
  const inner = parseEmbedded(p, p.i + 1);
  if (inner === null) return other(p, start, 'execute');
  p.i = p.stop;
  return { kind: 'script', as: 'execute', statements: [inner], start, end: p.endOffset() };
}

function parsePrepare(p: Parser, start: number): Statement {
  const name = p.kindAt(1) === T.word || p.kindAt(1) === T.quoted ? p.nameAt(p.i + 1) : undefined;
  for (let j = p.i; j < p.stop; j += 1) {
    if (
      (p.word[j] === 'as' || p.word[j] === 'from') &&
      p.word[j + 1] !== undefined &&
      prepared.has(p.word[j + 1]!)
    ) {
      p.i = j + 1;
      const inner = parseStatement(p);
      const named = name === undefined ? {} : { name };
      return { kind: 'script', as: 'prepare', ...named, statements: [inner], start, end: p.endOffset() };
    }
  }
  return other(p, start, 'prepare');
}

const prepared = new Set(['select', 'with', 'insert', 'update', 'delete', 'merge', 'unload', 'create']);

/** Spark: `CACHE [LAZY] TABLE t [OPTIONS (…)] [AS] query`. */
function parseCache(p: Parser, start: number): Statement {
  p.i += 1;
  while (!p.done && !p.at('table')) p.i += 1;
  if (!p.eat('table')) return other(p, start, 'maintenance');
  const target = parseTableName(p);
  if (p.eat('options')) p.skipGroup();
  p.eat('as');
  if (!atQuery(p)) return other(p, start, 'maintenance');
  const query = parseQuery(p);
  return {
    kind: 'create-view',
    target,
    materialized: false,
    temp: true,
    columns: none,
    query,
    start,
    end: p.endOffset(),
  };
}

function parseMention(p: Parser, start: number): Statement {
  const w = p.here;
  const as: StatementKind = w === 'describe' || w === 'desc' || w === 'show' ? 'describe' : 'maintenance';
  if (w === 'refresh' || w === 'msck' || w === 'analyze' || w === 'vacuum' || w === 'optimize')
    return other(p, start, as);
  return other(p, start, as);
}
