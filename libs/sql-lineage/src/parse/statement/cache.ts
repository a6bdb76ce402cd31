import type { Statement } from '../../tree/statement';
import { other } from './other';
import { none, type Parser } from '../parser';
import { atQuery, parseQuery } from '../query/query';
import { parseTableName } from '../relation/table-name';

/** Spark: `CACHE [LAZY] TABLE t [OPTIONS (…)] [AS] query`. */
export function parseCache(p: Parser, start: number): Statement {
  p.i += 1;
  while (!p.done && !p.at('table')) p.i += 1;
  if (!p.eat('table')) return other(p, start, 'maintenance');
  const target = parseTableName(p);
  if (p.eat('options')) p.skipGroup();
  p.eat('as');
  if (!atQuery(p)) return other(p, start, 'maintenance');
  const query = parseQuery(p);
  return {
    kind: 'create-view',
    target,
    materialized: false,
    temp: true,
    columns: none,
    query,
    start,
    end: p.endOffset(),
  };
}
