import type { FromItem, Relation, TableName } from '../../tree/query';
import type { Statement } from '../../tree/statement';
import { changed } from './changed';
import { parseExpression } from '../expression/expression';
import { none, type Parser } from '../parser';
import type { With } from '../query/with';
import { parseFrom } from '../relation/from';
import { namedTable } from '../relation/named-table';
import { parseRelation } from '../relation/relation';
import { parseTableName } from '../relation/table-name';
import { parseWhere } from './where';

/** Reads DELETE, with USING and with a target that is named apart from its FROM. */
export function parseDelete(p: Parser, start: number, before: With): Statement {
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
