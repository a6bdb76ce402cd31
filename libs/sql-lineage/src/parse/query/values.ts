import type { Expression } from '../../tree/expression';
import type { ValuesQuery } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseList } from '../expression/list';
import { type Parser, emptyExpressions, none } from '../parser';

export function parseValues(p: Parser, start: number): ValuesQuery {
  p.i += 1;
  const rows: Expression[][] = [];
  do {
    if (p.at('row') && p.peek(1) === '(') p.i += 1;
    if (p.at('(') && !p.atQueryGroup()) {
      p.i += 1;
      rows.push(parseList(p, ')'));
      p.expect(')');
    } else {
      rows.push([parseExpression(p)]);
    }
  } while (p.eat(','));
  return {
    kind: 'values',
    rows,
    ctes: none,
    recursive: false,
    order: emptyExpressions,
    start,
    end: p.endOffset(),
  };
}
