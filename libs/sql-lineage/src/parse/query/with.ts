import { T } from '../../split/tokens';
import type { CommonTable } from '../../tree/query';
import { parseNames } from '../expression/list';
import { type Parser, none } from '../parser';
import { parseQuery } from './query';

/** The common tables before a query or a write. */
export interface With {
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
}

/** No WITH. */
export const noWith: With = { ctes: none, recursive: false };

/** Reads `WITH [RECURSIVE] name (columns) AS (query), …` when it is there. */
export function parseWith(p: Parser): With {
  if (!p.at('with')) return noWith;
  p.i += 1;
  const recursive = p.at('recursive') && p.peek(1) !== 'as' && p.eat('recursive');
  const ctes: CommonTable[] = [];
  do {
    if (ctes.length > 0) p.eat('with');
    if (!p.atName() || p.at('select')) break;
    const start = p.offset();
    if (p.kindAt(1) !== T.op && p.peek(1) !== 'as') p.fail('expected a common table expression');
    const name = p.name();
    const columns = p.at('(') && !p.atQueryGroup() ? parseNames(p) : none;
    if (!p.eat('as') && !p.atQueryGroup()) p.fail('expected AS');
    if (p.at2('not', 'materialized')) p.i += 2;
    else p.eat('materialized');
    if (!p.at('(')) {
      p.fail('expected a query in parentheses');
    }
    const close = p.closeOf(p.i);
    p.i += 1;
    const query = parseQuery(p);
    closeGroup(p, close);
    skipSearchAndCycle(p);
    ctes.push({ name, columns, query, start, end: p.endOffset() });
  } while (p.eat(','));
  return { ctes, recursive };
}

/** Ends a parenthesised query: what it did not understand before the parenthesis is passed over and noted. */
export function closeGroup(p: Parser, close: number): void {
  if (p.i < close) {
    const from = p.offset();
    p.i = close;
    p.noteOpaque(from, p.endOffset());
  }
  p.expect(')');
}

function skipSearchAndCycle(p: Parser): void {
  while (p.at('search') || (p.at('cycle') && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted))) {
    while (!p.done && !p.at('select') && !p.at(',') && !p.at(')') && !p.at('insert')) p.i += 1;
  }
}
