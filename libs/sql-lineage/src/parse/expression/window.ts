import type { Expression, Name, WindowSpec } from '../../tree/expression';
import type { Parser } from '../parser';
import { RecognitionClauses } from '../relation/recognize';
import { parseExpression } from './expression';

/** `(base PARTITION BY … ORDER BY … ROWS …)`. */
export function parseWindow(p: Parser): WindowSpec {
  p.expect('(');
  let base: Name | null = null;
  const keys: Expression[] = [];
  let recognition: RecognitionClauses | null = null;
  if (
    p.atName() &&
    !p.at('partition') &&
    !p.at('measures') &&
    !p.at('order') &&
    !p.at('rows') &&
    !p.at('range') &&
    !p.at('groups') &&
    !p.at('distribute') &&
    !p.at('sort') &&
    !p.at('cluster')
  ) {
    base = p.name();
  }
  while (!p.done && !p.at(')')) {
    if (
      p.eat2('partition', 'by') ||
      p.eat2('order', 'by') ||
      p.eat2('distribute', 'by') ||
      p.eat2('sort', 'by') ||
      p.eat2('cluster', 'by')
    ) {
      keys.push(...parseOrder(p));
    } else if (p.at('measures') || recognition !== null) {
      recognition ??= new RecognitionClauses();
      if (!recognition.read(p) && !p.skipGroup()) p.i += 1;
    } else if (!p.skipGroup()) {
      p.i += 1;
    }
  }
  p.expect(')');
  return recognition === null ? { base, keys } : { base, keys, recognition };
}

/** Expressions of ORDER BY and its relatives, directions passed over; ends before what is neither. */
export function parseOrder(p: Parser): Expression[] {
  const keys: Expression[] = [];
  do {
    if (p.done || p.at(')')) break;
    keys.push(parseExpression(p));
    if (p.at('asc') || p.at('desc')) p.i += 1;
    if (p.at('using')) p.i += 2;
    if (p.eat('nulls') && (p.at('first') || p.at('last'))) p.i += 1;
    if (p.at2('with', 'fill')) p.i += 2;
  } while (p.eat(','));
  return keys;
}
