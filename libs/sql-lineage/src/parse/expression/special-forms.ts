import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import type { Parser } from '../parser';
import { parseType } from '../type';
import { dateParts } from '../words';
import { parseExpression } from './expression';
import { parseList } from './list';
import { literal, parseOperand } from './operand';
import { parsePath } from './path';

export function parseCase(p: Parser, start: number): Expression {
  p.i += 1;
  const conditions: Expression[] = [];
  const values: Expression[] = [];
  if (!p.at('when')) conditions.push(parseExpression(p));
  while (p.eat('when')) {
    conditions.push(parseExpression(p));
    while (p.eat(',')) conditions.push(parseExpression(p));
    p.expect('then');
    values.push(parseExpression(p));
  }
  if (p.eat('else')) values.push(parseExpression(p));
  p.expect('end');
  return { kind: 'case', conditions, values, start, end: p.endOffset() };
}

export function parseCast(p: Parser, start: number): Expression {
  p.i += 2;
  const operand = parseExpression(p);
  if (!p.eat('as')) p.expect(',');
  const type = parseType(p);
  while (!p.done && !p.at(')')) {
    if (!p.skipGroup()) p.i += 1;
  }
  p.expect(')');
  return parseCallTail(p, { kind: 'cast', operand, type, start, end: p.endOffset() });
}

const parseCallTail = (p: Parser, e: Expression): Expression => ({ ...e, end: p.endOffset() });

/** `CONVERT(type, expression [, style])`; a first argument that is no type is read as a plain call. */
export function parseConvert(p: Parser, start: number): Expression {
  if (p.word[p.i + 2] === '(' || p.kindAt(2) === T.string || p.kindAt(2) === T.quoted)
    return parsePath(p, start);
  const name = p.i;
  p.i += 2;
  const type = parseType(p);
  if (!p.eat(',')) {
    p.i = name;
    return parsePath(p, start);
  }
  const operand = parseExpression(p);
  while (p.eat(',')) parseExpression(p);
  p.expect(')');
  return { kind: 'cast', operand, type, start, end: p.endOffset() };
}

/** `ARRAY[…]`, `ARRAY<t>[…]`, `STRUCT<t>(…)`, `MAP<k, v>[…]`. */
export function parseConstructor(p: Parser, start: number): Expression {
  const operator = p.name();
  if (p.at('<')) skipAngles(p);
  const close = p.at('[') ? ']' : ')';
  if (!p.eat('[')) p.expect('(');
  const operands = parseList(p, close);
  p.expect(close);
  return { kind: 'operation', operator, operands, start, end: p.endOffset() };
}

function skipAngles(p: Parser): void {
  let depth = 0;
  do {
    const w = p.here;
    if (w === '<') depth += 1;
    else if (w === '>') depth -= 1;
    else if (w === '>>') depth -= 2;
    p.i += 1;
  } while (depth > 0 && !p.done);
}

/** `INTERVAL '1' DAY`, `INTERVAL '1 day'`, `INTERVAL x MONTH`, `INTERVAL YEAR TO MONTH '1-2'`. */
export function parseInterval(p: Parser, start: number): Expression {
  p.i += 1;
  const value = parseOperand(p);
  for (;;) {
    if (p.kindHere() === T.word && dateParts.has(p.tokenText(p.i).toLowerCase()) && p.peek(1) !== '.') {
      p.i += 1;
      if (p.at('(') && p.kindAt(1) === T.number) p.skipGroup();
    } else if (p.at('to') && p.kindAt(1) === T.word && dateParts.has(p.tokenText(p.i + 1).toLowerCase())) {
      p.i += 1;
    } else break;
  }
  return value.kind === 'literal'
    ? literal(p, start)
    : { kind: 'operation', operator: 'interval', operands: [value], start, end: p.endOffset() };
}
