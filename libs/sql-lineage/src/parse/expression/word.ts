import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import type { Parser } from '../parser';
import { bareUserValues, bareValues, dateParts, notOperands } from '../words';
import { literal, parseLambda, parsePrimary, parseSubquery } from './operand';
import { parsePath } from './path';
import { parseCase, parseCast, parseConstructor, parseConvert, parseInterval } from './special-forms';

export function parseWord(p: Parser, start: number): Expression {
  const w = p.here;
  const next = p.peek(1);
  if (w === '') {
    if (next === '->' && p.traits.lambdas) return parseLambda(p, start);
    if (p.kindAt(1) === T.string && next === '' && p.traits.dialect !== 'ansi') {
      p.i += 2;
      return literal(p, start);
    }
    return parsePath(p, start);
  }
  if (next === '.') return parsePath(p, start);
  if (next === '->' && p.traits.lambdas && !notOperands.has(w)) return parseLambda(p, start);
  switch (w) {
    case 'case':
      return parseCase(p, start);
    case 'cast':
    case 'try_cast':
    case 'safe_cast':
      if (next === '(') return parseCast(p, start);
      break;
    case 'convert':
    case 'try_convert':
      if (next === '(' && p.traits.dialect !== 'mysql' && p.traits.dialect !== 'oracle')
        return parseConvert(p, start);
      break;
    case 'exists':
      if (next === '(' && p.atQueryGroup(p.i + 1)) {
        p.i += 1;
        return parseSubquery(p, start, true);
      }
      break;
    case 'array':
    case 'map':
    case 'struct':
    case 'row':
      if (next === '[' || next === '<') return parseConstructor(p, start);
      if (next === '(' && w === 'array' && p.atQueryGroup(p.i + 1)) {
        p.i += 1;
        return parseSubquery(p, start, false);
      }
      break;
    case 'interval':
      if (
        p.kindAt(1) === T.string ||
        p.kindAt(1) === T.number ||
        p.kindAt(1) === T.param ||
        next === '(' ||
        next === '-' ||
        next === '+' ||
        (p.kindAt(1) === T.word && dateParts.has(p.tokenText(p.i + 2).toLowerCase()))
      ) {
        return parseInterval(p, start);
      }
      break;
    case 'approximate':
      if (p.kindAt(1) === T.word && p.peek(2) === '(') p.i += 1;
      break;
    case 'distinct':
    case 'all':
      if (next !== '(' || w === 'distinct') {
        p.i += 1;
        return parsePrimary(p);
      }
      break;
    case 'next':
      if (next === 'value' && p.peek(2) === 'for') {
        p.i += 3;
        p.name();
        while (p.eat('.')) p.name();
        return literal(p, start);
      }
      break;
    case 'timestamp':
    case 'time':
      if (
        (next === 'with' || next === 'without') &&
        p.peek(2) === 'time' &&
        p.peek(3) === 'zone' &&
        p.kindAt(4) === T.string
      ) {
        p.i += 5;
        return literal(p, start);
      }
      if (next === '(' && p.kindAt(2) === T.number && p.peek(3) === ')' && p.kindAt(4) === T.string) {
        p.i += 5;
        return literal(p, start);
      }
      break;
    case 'double':
      if (next === 'precision' && p.kindAt(2) === T.string) {
        p.i += 3;
        return literal(p, start);
      }
      break;
    case 'table':
      if (next === '(') break;
      break;
    default:
      break;
  }
  if (next !== '(' && (bareValues.has(w) || (p.traits.bareUser && bareUserValues.has(w)))) {
    p.i += 1;
    return literal(p, start);
  }
  if (next === '(' && p.peek(2) === ')' && bareValues.has(w)) {
    p.i += 3;
    return literal(p, start);
  }
  // ORDER and GROUP without BY can only be names.
  const name = (w === 'order' || w === 'group') && next !== 'by' && next !== '(';
  if (notOperands.has(w) && next !== '(' && !name) return p.fail('expected an expression');
  if (
    !name &&
    notOperands.has(w) &&
    (w === 'from' ||
      w === 'where' ||
      w === 'on' ||
      w === 'and' ||
      w === 'or' ||
      w === 'in' ||
      w === 'by' ||
      w === 'when' ||
      w === 'then' ||
      w === 'using' ||
      w === 'as')
  ) {
    return p.fail('expected an expression');
  }
  if (p.kindAt(1) === T.string && next === '') {
    p.i += 2;
    return literal(p, start);
  }
  return parsePath(p, start);
}
