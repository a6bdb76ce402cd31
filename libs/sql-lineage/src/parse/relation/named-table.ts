import type { Span } from '../../tree/expression';
import type { TableName, TableRelation } from '../../tree/query';
import { none } from '../parser';

/** A table by its name, without an alias, as long as its name or as said. */
export const namedTable = (name: TableName, { start, end }: Span = name): TableRelation => ({
  kind: 'table',
  name,
  alias: null,
  columns: none,
  at: null,
  start,
  end,
});
