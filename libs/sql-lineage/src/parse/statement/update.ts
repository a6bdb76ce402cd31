import type { Statement } from '../../tree/statement';
import { parseAssignments } from './assignment';
import { changed } from './changed';
import { none, type Parser } from '../parser';
import type { With } from '../query/with';
import { parseFrom } from '../relation/from';
import { parseWhere } from './where';

/** Reads UPDATE with its assignments, FROM and joins. */
export function parseUpdate(p: Parser, start: number, before: With): Statement {
  p.i += 1;
  if (p.at('only') || p.at('low_priority') || p.at('ignore')) p.i += 1;
  if (p.at('or')) p.i += 2;
  const items = parseFrom(p);
  const target = changed(p, items[0]!.relation);
  // Teradata names the sources before SET.
  const named = p.eat('from') ? parseFrom(p) : none;
  p.expect('set');
  const assignments = parseAssignments(p);
  const from = p.eat('from') ? [...named, ...parseFrom(p)] : named;
  const where = parseWhere(p);
  return {
    kind: 'update',
    ...before,
    target,
    joined: items.slice(1),
    assignments,
    from,
    where,
    start,
    end: p.endOffset(),
  };
}
