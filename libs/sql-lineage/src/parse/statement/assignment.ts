import type { Name } from '../../tree/expression';
import type { Assignment } from '../../tree/statement';
import { parseExpression } from '../expression/expression';
import type { Parser } from '../parser';

/** Reads `a = e, t.b = e, (c, d) = (SELECT …)` after SET. */
export function parseAssignments(p: Parser): Assignment[] {
  const assignments: Assignment[] = [];
  do {
    const start = p.offset();
    const targets: Name[][] = [];
    if (p.eat('(')) {
      while (!p.done && !p.at(')')) {
        if (!p.eat(',')) targets.push(parseTarget(p));
      }
      p.expect(')');
    } else targets.push(parseTarget(p));
    while (p.at('[')) p.skipGroup();
    if (!p.eat('=') && !p.eat(':=')) {
      // `x += 1` reads x as well; the operator's own sign is passed over.
      if (
        p.at('+') ||
        p.at('-') ||
        p.at('*') ||
        p.at('/') ||
        p.at('||=') ||
        p.at('^=') ||
        p.at('|') ||
        p.at('&')
      ) {
        p.i += 1;
        p.eat('=');
      } else p.fail('expected =');
    }
    const value = parseExpression(p);
    assignments.push({ targets, value, start, end: p.endOffset() });
  } while (p.eat(','));
  return assignments;
}

function parseTarget(p: Parser): Name[] {
  const parts = [p.name()];
  while (p.eat('.')) parts.push(p.name());
  return parts;
}
