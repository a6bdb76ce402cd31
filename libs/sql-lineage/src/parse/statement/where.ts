import type { Expression } from '../../tree/expression';
import { parseExpression } from '../expression/expression';
import type { Parser } from '../parser';

/** WHERE of UPDATE and DELETE; null without one, and for `WHERE CURRENT OF cursor`. */
export function parseWhere(p: Parser): Expression | null {
  if (!p.eat('where')) return null;
  if (p.at('current') && p.peek(1) === 'of') {
    p.i = p.stop;
    return null;
  }
  return parseExpression(p);
}
