import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import { parseExpression } from '../expression/expression';
import type { Parser } from '../parser';
import { clauseWords } from '../words';

/** `GROUP BY ALL` on its own rather than `GROUP BY ALL a, b`. */
export function atGroupByAll(p: Parser): boolean {
  return (
    p.at('all') &&
    (p.kindAt(1) === T.end || p.peek(1) === ')' || p.peek(1) === ';' || clauseWords.has(p.peek(1)))
  );
}

export function parseGroup(p: Parser): Expression[] {
  if (p.at('distinct')) p.i += 1;
  else if (p.at('all') && p.peek(1) !== '(' && p.peek(1) !== ',') {
    p.i += 1;
    if (p.done || p.here !== '' || !p.atName()) return [];
  }
  const keys: Expression[] = [];
  do {
    if (p.done || p.at(')')) break;
    if (p.eat2('grouping', 'sets')) {
      p.expect('(');
      keys.push(...parseGroupingSets(p));
      p.expect(')');
    } else {
      keys.push(parseExpression(p));
    }
  } while (p.eat(',') || (p.at('grouping') && p.peek(1) === 'sets'));
  if (p.at('with') && (p.peek(1) === 'rollup' || p.peek(1) === 'cube' || p.peek(1) === 'totals')) p.i += 2;
  return keys;
}

function parseGroupingSets(p: Parser): Expression[] {
  const keys: Expression[] = [];
  while (!p.done && !p.at(')')) {
    if (p.eat(',')) continue;
    if (p.eat2('grouping', 'sets')) {
      p.expect('(');
      keys.push(...parseGroupingSets(p));
      p.expect(')');
    } else keys.push(parseExpression(p));
  }
  return keys;
}
