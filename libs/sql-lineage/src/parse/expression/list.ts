import { T } from '../../split/tokens';
import type { Expression, Name } from '../../tree/expression';
import type { Parser } from '../parser';
import { parseExpression } from './expression';
import { literal } from './operand';

/** Comma-separated expressions up to (not including) `close`; tolerates what it does not know. */
export function parseList(p: Parser, close: string): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(close)) {
    if (p.eat(',')) continue;
    if (p.at('as')) {
      p.i += 1;
      if (p.atName() || p.kindHere() === T.string) p.i += 1;
      continue;
    }
    // A list of thousands of constants says no more than its first ones: one stands for each of the rest.
    if (parts.length >= 32 && atLoneLiteral(p, close)) {
      const last = parts.at(-1)!;
      parts.push(last.kind === 'literal' ? last : literal(p, p.offset()));
      p.i += 1;
      continue;
    }
    parts.push(parseExpression(p));
    if (!p.at(',') && !p.at(close) && !p.at('as')) {
      const from = p.offset();
      parts.push(...skipUnknown(p, close));
      p.noteOpaque(from, p.endOffset());
    }
  }
  return parts;
}

export function atLoneLiteral(p: Parser, close: string): boolean {
  const kind = p.kindHere();
  const next = p.peek(1);
  return (kind === T.number || kind === T.string) && (next === ',' || next === close);
}

/** Passes over unknown syntax up to a comma, `close` or the enclosing `)`, keeping the expressions in it. */
export function skipUnknown(p: Parser, close: string): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(',') && !p.at(close) && !p.at(')')) {
    const w = p.here;
    if (w === '(' || (p.kindHere() === T.word && w === '') || p.kindHere() === T.quoted) {
      parts.push(parseExpression(p));
    } else {
      p.i += 1;
    }
  }
  return parts;
}

/** `(a, b, c)`; sort directions and dotted prefixes inside are passed over. */
export function parseNames(p: Parser): Name[] {
  p.expect('(');
  const names: Name[] = [];
  while (!p.done && !p.at(')')) {
    let name = p.kindHere() === T.string ? p.stringAt((p.i += 1) - 1).toLowerCase() : p.name();
    while (p.eat('.')) name = p.name();
    names.push(name);
    while (!p.done && !p.at(',') && !p.at(')')) {
      if (!p.skipGroup()) p.i += 1;
    }
    p.eat(',');
  }
  p.expect(')');
  return names;
}
