import { T } from '../../split/tokens';
import type { Expression, Name, SelectItem } from '../../tree/expression';
import { parseExpression } from '../expression/expression';
import { parseNames } from '../expression/list';
import { type Parser, none } from '../parser';
import { clauseWords, notItemAlias } from '../words';

const endsItems = (p: Parser): boolean => p.done || p.at('from') || p.at(')') || p.at('into');

export function parseItems(p: Parser): SelectItem[] {
  if (endsItems(p)) return [];
  const items = [parseItem(p)];
  while (p.eat(',') && !endsItems(p)) items.push(parseItem(p));
  return items;
}

/** Reads one item of a select list with its alias. */
export function parseItem(p: Parser): SelectItem {
  const start = p.offset();
  if (p.traits.dialect === 'tsql' && p.atName() && p.peek(1) === '=') {
    const alias = p.name();
    p.i += 1;
    return { expression: parseExpression(p), alias, aliases: none, start, end: p.endOffset() };
  }
  const expression = parseExpression(p);
  let alias: Name | null = null;
  let aliases: readonly Name[] = none;
  if (p.eat('as')) {
    if (p.at('(')) aliases = parseNames(p);
    else if (p.kindHere() === T.string) alias = p.stringAt((p.i += 1) - 1).toLowerCase();
    else alias = p.name();
  } else if (p.kindHere() === T.quoted || (p.kindHere() === T.word && !notItemAlias.has(p.here))) {
    alias = p.name();
  } else if (p.kindHere() === T.string && expression.kind !== 'literal') {
    alias = p.stringAt((p.i += 1) - 1).toLowerCase();
  }
  const end = p.endOffset();
  const w = p.here;
  if (p.done || w === ',' || w === ')' || clauseWords.has(w) || itemEnds.has(w))
    return { expression, alias, aliases, start, end };
  const from = p.offset();
  const parts = skipToClause(p);
  p.noteOpaque(from, p.endOffset());
  return {
    expression: { kind: 'opaque', parts: [expression, ...parts], start, end: p.endOffset() },
    alias,
    aliases,
    start,
    end: p.endOffset(),
  };
}

const itemEnds = new Set([
  'for',
  'offset',
  'cluster',
  'distribute',
  'sort',
  'bulk',
  'prewhere',
  'connect',
  'start',
  'on',
  'when',
  ';',
  '|>',
]);

function skipToClause(p: Parser): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(',') && !p.at(')') && !clauseWords.has(p.here)) {
    const before = p.i;
    if (p.kindHere() === T.op && !p.at('(')) p.i += 1;
    else if (p.at('as')) p.i += 1;
    else if (isOperandStart(p)) parts.push(parseExpression(p));
    if (p.i === before) p.i += 1;
  }
  return parts;
}

const isOperandStart = (p: Parser): boolean =>
  p.at('(') || p.kindHere() === T.quoted || (p.kindHere() === T.word && p.here === '');
