import { T } from '../../split/tokens';
import type { Name } from '../../tree/expression';
import type { Query, Relation } from '../../tree/query';
import type { Assignment, PartitionColumn, Statement } from '../../tree/statement';
import { parseAssignments } from './assignment';
import { parseExpression } from '../expression/expression';
import { parseNames } from '../expression/list';
import { none, type Parser } from '../parser';
import { atQuery, parseQuery } from '../query/query';
import { type With } from '../query/with';
import { withAlias } from '../relation/alias';
import { parseTableName } from '../relation/table-name';
import { namedTable } from '../relation/named-table';

/** Reads `INSERT [OVERWRITE] [INTO] [TABLE] t [PARTITION (…)] [(columns)] query | VALUES | DEFAULT VALUES | SET`. */
export function parseInsert(p: Parser, start: number, before: With): Statement {
  const replace = p.at('replace');
  p.i += 1;
  if (p.at('or')) p.i += 2;
  let overwrite = replace && p.traits.dialect === 'mysql' ? false : replace;
  while (p.at('ignore') || p.at('low_priority') || p.at('delayed') || p.at('all') || p.at('first')) p.i += 1;
  if (p.eat('overwrite')) overwrite = true;
  if (!p.eat('into')) p.eat('overwrite');
  p.eat('only');
  if (p.at('table') && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)) p.i += 1;
  const target = parseTarget(p);
  if (p.eat2('if', 'not')) p.eat('exists');
  const partition: PartitionColumn[] = [];
  let columns: readonly Name[] = none;
  let byName = false;
  for (;;) {
    if (p.at('partition') && p.peek(1) === '(') {
      p.i += 2;
      while (!p.done && !p.at(')')) {
        const name = p.name();
        const fixed = p.eat('=');
        if (fixed) parseExpression(p);
        partition.push({ name, dynamic: !fixed });
        p.eat(',');
      }
      p.expect(')');
    } else if (p.at('(') && !p.atQueryGroup()) {
      columns = parseNames(p);
    } else if (p.at('if') && p.peek(1) === 'not') {
      p.i += 3;
    } else if (p.eat2('by', 'name')) {
      byName = true;
    } else if (p.at('overriding')) {
      p.i += 3;
    } else if (p.at('replace') && p.peek(1) === 'where') {
      p.i += 2;
      parseExpression(p);
    } else if (
      (p.at('row') || p.at('stored') || p.at('options') || p.at('using')) &&
      target.kind === 'table'
    ) {
      skipDirectoryFormat(p);
    } else break;
  }
  let query: Query | null = null;
  let onConflict: readonly Assignment[] = none;
  if (p.eat2('default', 'values')) query = null;
  else if (p.at('set')) {
    p.i += 1;
    const assignments = parseAssignments(p);
    columns = assignments.map((a) => a.targets[0]!.at(-1)!);
    query = {
      kind: 'values',
      rows: [assignments.map((a) => a.value)],
      ctes: none,
      recursive: false,
      order: none,
      start,
      end: p.endOffset(),
    };
  } else if (atQuery(p)) query = parseQuery(p);
  else if (p.at('from') && p.traits.fromFirst) query = parseQuery(p);
  else if (!p.done) p.fail('expected a query');
  if (p.at('as') && p.kindAt(1) === T.word) {
    p.i += 2;
    if (p.at('(')) p.skipGroup();
  }
  if (p.at('on')) onConflict = parseConflict(p);
  if (p.at('returning')) p.i = p.stop;
  return {
    kind: 'insert',
    ...before,
    target,
    columns,
    partition,
    overwrite,
    byName,
    query,
    onConflict,
    start,
    end: p.endOffset(),
  };
}

function parseTarget(p: Parser): Relation {
  const start = p.offset();
  if (p.at('local') || p.at('directory')) {
    p.eat('local');
    p.i += 1;
    const uri = p.kindHere() === T.string ? p.stringAt((p.i += 1) - 1) : '';
    const end = p.endOffset();
    return namedTable({ parts: [uri], start, end });
  }
  const name = parseTableName(p);
  const relation: Relation = namedTable(name, { start, end: p.endOffset() });
  if (p.at('as') || (p.kindHere() === T.word && p.here === '')) {
    if (p.eat('as')) return { ...relation, alias: p.name(), end: p.endOffset() };
    return withAliasOnly(p, relation);
  }
  return relation;
}

function withAliasOnly(p: Parser, relation: Relation): Relation {
  if (p.peek(1) === '(') return { ...relation, alias: p.name(), end: p.endOffset() };
  return withAlias(p, relation);
}

function skipDirectoryFormat(p: Parser): void {
  while (!p.done && !atQuery(p)) if (!p.skipGroup()) p.i += 1;
}

/** `ON CONFLICT (…) DO UPDATE SET …`, `ON DUPLICATE KEY UPDATE …`. */
function parseConflict(p: Parser): readonly Assignment[] {
  while (!p.done && !p.at('set') && !(p.at('update') && p.peek(1) !== 'set')) p.i += 1;
  if (p.done) return none;
  p.i += 1;
  p.eat('set');
  if (!p.atName() && !p.at('(')) return none;
  const assignments = parseAssignments(p);
  if (p.eat('where')) parseExpression(p);
  return assignments;
}
