import type { TableName } from '../../tree/query';
import type { Statement } from '../../tree/statement';
import { none, type Parser } from '../parser';
import { parseTableName } from '../relation/table-name';

/** Reads DROP; what is neither table nor view has no targets. */
export function parseDrop(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('temporary');
  p.eat('external');
  p.eat('materialized');
  const object = p.at('table') ? 'table' : p.at('view') ? 'view' : 'other';
  if (object === 'other') {
    p.i = p.stop;
    return { kind: 'drop', object, targets: none, start, end: p.endOffset() };
  }
  p.i += 1;
  p.eat2('if', 'exists');
  const targets: TableName[] = [];
  do targets.push(parseTableName(p));
  while (p.eat(','));
  p.i = p.stop;
  return { kind: 'drop', object, targets, start, end: p.endOffset() };
}

/** Reads TRUNCATE [TABLE]. */
export function parseTruncate(p: Parser, start: number): Statement {
  p.i += 1;
  p.eat('table');
  p.eat2('if', 'exists');
  const targets: TableName[] = [];
  do targets.push(parseTableName(p));
  while (p.eat(','));
  p.i = p.stop;
  return { kind: 'truncate', targets, start, end: p.endOffset() };
}
