import type { Statement } from '../../tree/statement';
import type { Parser } from '../parser';
import { parseQuery } from '../query/query';

/** A query that stands alone. */
export function queryStatement(p: Parser, start: number): Statement {
  return { kind: 'query', query: parseQuery(p), start, end: p.endOffset() };
}
