import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import { parseExpression } from '../expression/expression';
import { parseOrder } from '../expression/window';
import type { Parser } from '../parser';

const isolation = new Set(['ur', 'cs', 'rs', 'rr']);

/** ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE in any order; returns the sort keys. */
export function parseTail(p: Parser): Expression[] {
  const order: Expression[] = [];
  for (;;) {
    switch (p.here) {
      case 'order':
        if (p.peek(1) === 'siblings') p.i += 1;
        if (p.peek(1) !== 'by' && p.word[p.i + 1] !== 'by') return order;
        p.i += 2;
        order.push(...parseOrder(p));
        break;
      case 'cluster':
      case 'distribute':
      case 'sort':
        if (p.peek(1) !== 'by') return order;
        p.i += 2;
        order.push(...parseOrder(p));
        break;
      case 'limit':
      case 'offset':
        p.i += 1;
        if (p.at('all')) p.i += 1;
        else {
          parseExpression(p);
          if (p.eat(',')) parseExpression(p);
        }
        if (p.at('row') || p.at('rows')) p.i += 1;
        if (p.at('percent')) p.i += 1;
        p.eat2('with', 'ties');
        break;
      case 'fetch':
        if (p.peek(1) !== 'first' && p.peek(1) !== 'next') return order;
        p.i += 2;
        if (!p.at('row') && !p.at('rows')) parseExpression(p);
        if (p.at('percent')) p.i += 1;
        if (p.at('row') || p.at('rows')) p.i += 1;
        p.eat('only');
        p.eat2('with', 'ties');
        break;
      case 'for':
        if (
          p.peek(1) === 'update' ||
          p.peek(1) === 'share' ||
          p.peek(1) === 'no' ||
          p.peek(1) === 'key' ||
          p.peek(1) === 'read'
        ) {
          while (!p.done && !p.at(')')) p.i += 1;
          break;
        }
        return order;
      case 'with':
        // Db2's isolation of one statement: `WITH UR`.
        if (!isolation.has(p.tokenText(p.i + 1).toLowerCase()) || p.kindAt(1) !== T.word) return order;
        p.i += 2;
        break;
      case 'settings':
      case 'option':
        if (p.at('option') && p.peek(1) !== '(') return order;
        p.i += 1;
        if (!p.skipGroup()) return order;
        break;
      default:
        return order;
    }
  }
}
