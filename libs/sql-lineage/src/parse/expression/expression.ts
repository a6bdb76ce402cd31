import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import type { Parser } from '../parser';
import { parseType } from '../type';
import { atLoneLiteral } from './list';
import { literal, parseOperand } from './operand';

/**
 * Reads `operand (operator operand)*`. Lineage needs no precedence but that of AND and OR, which join conditions
 * of their own: a chain of any other operators is one flat node.
 */
export function parseExpression(p: Parser): Expression {
  p.enter();
  const start = p.offset();
  const first = parseChain(p, start);
  let parts: Expression[] | null = null;
  const operator = p.here;
  while (p.at('and') || p.at('or')) {
    p.i += 1;
    const next = parseChain(p, p.offset());
    if (parts === null) parts = [first, next];
    else parts.push(next);
  }
  p.leave();
  return parts === null ? first : { kind: 'operation', operator, operands: parts, start, end: p.endOffset() };
}

function parseChain(p: Parser, start: number): Expression {
  const first = parseOperand(p);
  let operands: Expression[] | null = null;
  let operator = '';
  let between = false;
  for (;;) {
    const w = p.here;
    let next: Expression | null;
    if (isBinary(w, p) || (between && w === 'and')) {
      if (w === 'and') between = false;
      p.i += 1;
      if (w === '->' && p.at('>')) p.i += 1;
      if (p.traits.nestedComments) joinOperator(p);
      next = parseOperand(p);
    } else {
      const before = p.i;
      next = parseWordOperator(p, w);
      if (next === null && p.i === before) break;
      if (w === 'between' || p.word[before + 1] === 'between') between = true;
    }
    if (operands === null) {
      operands = next === null ? [first] : [first, next];
      operator = w;
    } else if (next !== null) operands.push(next);
  }
  return operands === null ? first : { kind: 'operation', operator, operands, start, end: p.endOffset() };
}

/** Postgres' family makes one operator of all adjacent signs: `<<->>`, `&<|`, `|=|`. */
function joinOperator(p: Parser): void {
  while (
    p.kindHere() === T.op &&
    p.offset() === p.endOffset() &&
    p.here !== '~' &&
    (/^[<>=~!@#%^&|]/.test(p.tokenText(p.i)) || isInnerSign(p))
  )
    p.i += 1;
}

/** `+` and `-` belong to an operator only in its middle: `<+>`, but `<-1`. */
const isInnerSign = (p: Parser): boolean =>
  (p.at('+') || p.at('-') || p.at('->') || p.at('->>')) &&
  /[<>=~!@#%^&|]/.test(p.text[p.tokens.end[p.i]! - 1]! + (p.text[p.tokens.end[p.i]!] ?? ''));

function isBinary(w: string, p: Parser): boolean {
  switch (w) {
    case '':
    case ',':
    case ')':
    case 'from':
    case 'as':
      return false;
    case '=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '||':
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '<>':
    case '!=':
    case '==':
    case '<=>':
    case '^':
    case '&':
    case '|':
    case '#':
    case '~':
    case '~*':
    case '!~':
    case '!~*':
    case '~~':
    case '~~*':
    case '!~~':
    case '->':
    case '->>':
    case '#>':
    case '#>>':
    case '#-':
    case '@>':
    case '<@':
    case '&&':
    case '<<':
    case '>>':
    case '**':
    case '@@':
    case '?|':
    case '<->':
    case 'like':
    case 'ilike':
    case 'rlike':
    case 'regexp':
    case 'overlaps':
    case 'div':
    case 'escape':
      return true;
    case '@':
    case '|>':
      return p.traits.nestedComments;
    case 'mod':
      return p.kindAt(1) !== T.end && p.peek(1) !== ',' && p.peek(1) !== ')' && p.peek(1) !== 'from';
    default:
      return false;
  }
}

/** IS, IN, BETWEEN, AT TIME ZONE and other operators made of words; null when they add no operand. */
function parseWordOperator(p: Parser, w: string): Expression | null {
  switch (w) {
    case 'is':
      p.i += 1;
      p.eat('not');
      if (p.eat('distinct')) {
        p.expect('from');
        return parseOperand(p);
      }
      if (p.eat('json')) skipJsonTest(p);
      else if (p.kindHere() === T.word) p.i += 1;
      // `x IS NULL::boolean`.
      while (p.eat('::')) parseType(p);
      return null;
    case 'isnull':
    case 'notnull':
      p.i += 1;
      return null;
    case 'not': {
      const next = p.peek(1);
      if (
        next === 'in' ||
        next === 'like' ||
        next === 'ilike' ||
        next === 'between' ||
        next === 'similar' ||
        next === 'rlike' ||
        next === 'regexp'
      ) {
        p.i += 1;
        return parseWordOperator(p, next) ?? (isBinary(next, p) ? ((p.i += 1), parseOperand(p)) : null);
      }
      if (next === 'null') p.i += 2;
      return null;
    }
    case 'in':
      p.i += 1;
      return parseMembers(p);
    case 'between':
      p.i += 1;
      if (p.at('symmetric') || p.at('asymmetric')) p.i += 1;
      return parseOperand(p);
    case 'similar':
      if (p.peek(1) !== 'to') return null;
      p.i += 2;
      return parseOperand(p);
    case 'at':
      if (p.peek(1) === 'time' && p.peek(2) === 'zone') {
        p.i += 3;
        return parseOperand(p);
      }
      if (p.peek(1) === 'local') p.i += 2;
      return null;
    case 'collate':
      p.i += 1;
      p.name();
      while (p.eat('.')) p.name();
      return null;
    case 'operator':
      if (p.peek(1) !== '(') return null;
      p.i += 1;
      p.skipGroup();
      return parseOperand(p);
    case 'member':
      return null;
    default:
      return null;
  }
}

/** What IN looks in. Constants say nothing about columns, and lists hold tens of thousands of them: they leave one node. */
function parseMembers(p: Parser): Expression {
  const start = p.offset();
  const open = p.i;
  if (p.eat('(')) {
    while (atLoneLiteral(p, ')')) {
      p.i += 1;
      if (p.eat(')')) return literal(p, start);
      p.i += 1;
    }
    p.i = open;
  }
  return parseOperand(p);
}

/** `IS JSON [VALUE | OBJECT | ARRAY | SCALAR] [WITH | WITHOUT UNIQUE [KEYS]]`. */
function skipJsonTest(p: Parser): void {
  if (p.at('value') || p.at('object') || p.at('array') || p.at('scalar')) p.i += 1;
  if ((p.at('with') || p.at('without')) && p.peek(1) === 'unique') {
    p.i += 2;
    p.eat('keys');
  }
}
