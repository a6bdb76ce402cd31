import { T } from '../../split/tokens';
import type { Expression, FieldExpression, LiteralExpression, Name } from '../../tree/expression';
import { none, type Parser } from '../parser';
import { parseQuery } from '../query/query';
import { parseType } from '../type';
import { parseCall } from './call';
import { parseExpression } from './expression';
import { parseList } from './list';
import { parsePath, parseStar } from './path';
import { parseWord } from './word';

/** Reads one operand with its prefixes (`-`, NOT) and postfixes (`::type`, `[i]`, `.field`). */
export function parseOperand(p: Parser): Expression {
  const start = p.offset();
  let prefix = '';
  for (;;) {
    const w = p.here;
    if (
      w === '-' ||
      w === '+' ||
      w === '~' ||
      w === 'not' ||
      w === '!' ||
      w === '@' ||
      w === 'prior' ||
      w === 'connect_by_root'
    ) {
      if ((w === 'prior' || w === 'connect_by_root') && p.kindAt(1) !== T.word && p.kindAt(1) !== T.quoted)
        break;
      prefix = w;
      p.i += 1;
    } else break;
  }
  const operand = parsePostfix(p, parsePrimary(p), start);
  if (prefix === '') return operand;
  return { kind: 'operation', operator: prefix, operands: [operand], start, end: p.endOffset() };
}

function parsePostfix(p: Parser, primary: Expression, start: number): Expression {
  let operand = primary;
  // Each postfix wraps what stands before it: a chain of them is as deep as parentheses are.
  for (let depth = p.depth; ; depth += 1) {
    p.deep(depth);
    const w = p.here;
    if (w === '::') {
      p.i += 1;
      const type = parseType(p);
      operand = { kind: 'cast', operand, type, start, end: p.endOffset() };
    } else if (w === '[') {
      p.i += 1;
      const index = parseSubscript(p);
      operand = field(operand, null, index, start, p);
    } else if (w === '.' && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted || p.peek(1) === '*')) {
      p.i += 1;
      if (p.eat('*')) {
        operand = { kind: 'field', base: operand, index: null, name: '*', start, end: p.endOffset() };
      } else {
        const name = p.name();
        operand = p.at('(')
          ? parseCall(p, name, start, [operand])
          : { kind: 'field', base: operand, index: null, name, start, end: p.endOffset() };
      }
    } else if (
      w === ':' &&
      operand.kind !== 'literal' &&
      (p.traits.dialect === 'snowflake' || p.traits.dialect === 'databricks') &&
      (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)
    ) {
      p.i += 1;
      operand = { kind: 'field', base: operand, index: null, name: p.name(), start, end: p.endOffset() };
    } else if (
      // `v:name` without a space between is one token: elsewhere it is a parameter.
      p.kindHere() === T.param &&
      operand.kind !== 'literal' &&
      p.offset() === p.endOffset() &&
      (p.traits.dialect === 'snowflake' || p.traits.dialect === 'databricks') &&
      p.tokenText(p.i).startsWith(':')
    ) {
      const name = p.tokenText(p.i).slice(1).toLowerCase();
      p.i += 1;
      operand = { kind: 'field', base: operand, index: null, name, start, end: p.endOffset() };
    } else if (w === '(' && p.peek(1) === '+' && p.peek(2) === ')') {
      p.i += 3;
    } else {
      return operand;
    }
  }
}

const field = (
  base: Expression,
  name: Name | null,
  index: Expression | null,
  start: number,
  p: Parser,
): FieldExpression => ({
  kind: 'field',
  base,
  index,
  name,
  start,
  end: p.endOffset(),
});

/** `[i]`, `[from:to]`, `[]`; the opening bracket is consumed. */
function parseSubscript(p: Parser): Expression | null {
  const parts: Expression[] = [];
  const start = p.offset();
  while (!p.done && !p.at(']')) {
    if (p.eat(':') || p.eat(',')) continue;
    if (p.kindHere() === T.param && p.tokenText(p.i).startsWith(':')) {
      p.i += 1;
      continue;
    }
    parts.push(parseExpression(p));
    if (!p.at(']') && !p.at(':') && !p.at(',') && p.kindHere() !== T.param) break;
  }
  p.expect(']');
  if (parts.length === 0) return null;
  return parts.length === 1
    ? parts[0]!
    : { kind: 'operation', operator: ':', operands: parts, start, end: p.endOffset() };
}

export function literal(p: Parser, start: number): LiteralExpression {
  return { kind: 'literal', start, end: p.endOffset() };
}

export function parsePrimary(p: Parser): Expression {
  const start = p.offset();
  switch (p.kindHere()) {
    case T.number:
    case T.param:
      p.i += 1;
      return literal(p, start);
    case T.string:
      p.i += 1;
      while (p.kindHere() === T.string) p.i += 1;
      return literal(p, start);
    case T.quoted:
      return parsePath(p, start);
    case T.op:
      return parsePunctuation(p, start);
    case T.word:
      return parseWord(p, start);
    default:
      return p.fail('expected an expression');
  }
}

function parsePunctuation(p: Parser, start: number): Expression {
  const w = p.here;
  if (w === '(') {
    if (p.traits.lambdas && p.word[p.closeOf(p.i) + 1] === '->') return parseLambda(p, start);
    if (p.atQueryGroup()) return parseSubquery(p, start, false);
    p.i += 1;
    const parts = parseList(p, ')');
    p.expect(')');
    if (parts.length === 1) return parts[0]!;
    return { kind: 'operation', operator: 'row', operands: parts, start, end: p.endOffset() };
  }
  if (w === '*') {
    p.i += 1;
    return parseStar(p, none, start);
  }
  if (w === '[') {
    p.i += 1;
    const parts = parseList(p, ']');
    p.expect(']');
    return { kind: 'operation', operator: 'array', operands: parts, start, end: p.endOffset() };
  }
  if (w === '{') {
    p.i += 1;
    const parts: Expression[] = [];
    while (!p.done && !p.at('}')) {
      if (p.eat(',') || p.eat(':')) continue;
      if (p.kindHere() === T.param) p.i += 1;
      else parts.push(parseExpression(p));
    }
    p.expect('}');
    return { kind: 'operation', operator: 'struct', operands: parts, start, end: p.endOffset() };
  }
  return p.fail('expected an expression');
}

/** `(SELECT …)` as a value; the parenthesis is not yet consumed. */
export function parseSubquery(p: Parser, start: number, exists: boolean): Expression {
  p.expect('(');
  const query = parseQuery(p);
  p.expect(')');
  return { kind: 'subquery', query, exists, start, end: p.endOffset() };
}

export function parseLambda(p: Parser, start: number): Expression {
  const parameters: Name[] = [];
  if (p.eat('(')) {
    while (!p.done && !p.at(')')) {
      if (!p.eat(',')) parameters.push(p.name());
    }
    p.expect(')');
  } else {
    parameters.push(p.name());
  }
  p.expect('->');
  const body = parseExpression(p);
  return { kind: 'lambda', parameters, body, start, end: p.endOffset() };
}
