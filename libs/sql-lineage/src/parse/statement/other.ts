import type { TableName } from '../../tree/query';
import type { OtherStatement, StatementKind } from '../../tree/statement';
import { none, type Parser } from '../parser';

/** A statement without columns to follow; everything left of it is passed over. */
export function other(
  p: Parser,
  start: number,
  as: StatementKind,
  mentions: readonly TableName[] = none,
): OtherStatement {
  p.i = p.stop;
  return { kind: 'other', as, mentions, start, end: p.endOffset() };
}
