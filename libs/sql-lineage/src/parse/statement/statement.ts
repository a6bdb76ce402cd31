import { T } from '../../split/tokens';
import type { Query } from '../../tree/query';
import type { Statement, StatementKind } from '../../tree/statement';
import { parseAlter, parseRename } from './alter';
import { parseCache } from './cache';
import { parseCopy, parseUnload } from './copy-unload';
import { parseCreate } from './create';
import { parseDelete } from './delete';
import { parseDrop, parseTruncate } from './drop';
import { parseFromFirst } from './from-first';
import { parseInsert } from './insert';
import { parseMerge } from './merge';
import { other } from './other';
import type { Parser } from '../parser';
import { parseDeclare, parseExecute, parsePrepare } from './prepared';
import { queryStatement } from './query-statement';
import { noWith, parseWith, type With } from '../query/with';
import { parseSet, parseUse } from './setting';
import { parseUpdate } from './update';

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
    case 'declare':
      return parseDeclare(p, start);
    case 'prepare':
      return parsePrepare(p, start);
    case 'execute':
      return parseExecute(p, start);
    case 'cache':
      return parseCache(p, start);
    default:
      return other(p, start, kinds[p.atName() ? p.nameAt(p.i) : ''] ?? 'unknown');
  }
}

/** Statements that move no data, by their first word. EXPLAIN is one: the statement it explains may only be read, never guessed at. */
const kinds: Readonly<Record<string, StatementKind>> = {
  explain: 'explain',
  describe: 'describe',
  desc: 'describe',
  show: 'describe',
  refresh: 'maintenance',
  analyze: 'maintenance',
  vacuum: 'maintenance',
  optimize: 'maintenance',
  msck: 'maintenance',
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
