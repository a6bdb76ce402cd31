import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import { parseList } from '../expression/list';
import { type Parser, emptyExpressions } from '../parser';

interface Quantifier {
  readonly distinct: boolean;
  readonly on: readonly Expression[];
}

export const everyRow: Quantifier = { distinct: false, on: emptyExpressions };

/** ALL, DISTINCT [ON (…)], TOP n [PERCENT] [WITH TIES] and the hints of other dialects. */
export function parseQuantifiers(p: Parser): Quantifier {
  let distinct = false;
  let on: readonly Expression[] = emptyExpressions;
  for (;;) {
    if (p.at('all') || p.at('distinct')) {
      if (p.peek(1) === ',' || p.peek(1) === '.') return quantifierOf(distinct, on);
      if (p.eat('distinct')) {
        distinct = true;
        if (p.at('on') && p.peek(1) === '(') {
          p.i += 2;
          on = parseList(p, ')');
          p.expect(')');
        }
      } else p.i += 1;
    } else if (
      p.at('top') &&
      (p.kindAt(1) === T.number ||
        p.kindAt(1) === T.param ||
        (p.peek(1) === '(' && p.kindAt(2) !== T.word && p.traits.dialect !== 'athena'))
    ) {
      p.i += 1;
      if (!p.skipGroup()) p.i += 1;
      p.eat('percent');
      p.eat2('with', 'ties');
    } else if (p.at('straight_join')) {
      p.i += 1;
    } else if (p.at('as') && (p.peek(1) === 'struct' || p.peek(1) === 'value')) {
      p.i += 2;
    } else {
      return quantifierOf(distinct, on);
    }
  }
}

const quantifierOf = (distinct: boolean, on: readonly Expression[]): Quantifier =>
  distinct ? { distinct, on } : everyRow;
