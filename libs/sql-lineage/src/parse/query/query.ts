import { T } from '../../split/tokens';
import type { Query } from '../../tree/query';
import type { Parser } from '../parser';
import { parseSetOperations } from './set-operations';
import { parseTail } from './tail';
import { parseWith } from './with';

/** Reads a whole query expression: WITH, set operations, ORDER BY, LIMIT. */
export function parseQuery(p: Parser): Query {
  p.enter();
  const start = p.offset();
  const before = parseWith(p);
  const body = parseSetOperations(p);
  const order = parseTail(p);
  p.leave();
  if (before.ctes.length === 0 && order.length === 0) return body;
  return {
    ...body,
    ctes: [...before.ctes, ...body.ctes],
    recursive: before.recursive || body.recursive,
    order: [...body.order, ...order],
    start,
    end: p.endOffset(),
  };
}

/** True where a query can start. */
export function atQuery(p: Parser): boolean {
  const w = p.here;
  if (w === 'select' || w === 'with') return true;
  if (w === 'values')
    return p.peek(1) === '(' || p.peek(1) === 'row' || p.kindAt(1) === T.number || p.kindAt(1) === T.string;
  if (w === 'table') return p.kindAt(1) === T.word || p.kindAt(1) === T.quoted;
  if (w === 'from') return p.traits.fromFirst;
  return w === '(' && p.atQueryGroup();
}
