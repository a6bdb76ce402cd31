import type { SelectQuery, TableName } from '../../tree/query';
import { type Parser, emptyExpressions, none } from '../parser';

/** `TABLE t`: `SELECT * FROM t`. */
export function selectAll(p: Parser, name: TableName, start = name.start): SelectQuery {
  const { end } = name;
  const star = {
    kind: 'star',
    qualifier: none,
    except: none,
    replace: none,
    rename: none,
    start,
    end,
  } as const;
  return select(start, p, {
    items: [{ expression: star, alias: null, aliases: none, start, end }],
    from: [
      { relation: { kind: 'table', name, alias: null, columns: none, at: null, start, end }, join: null },
    ],
  });
}

export const emptySelect: Omit<SelectQuery, 'start' | 'end'> = {
  kind: 'select',
  ctes: none,
  recursive: false,
  order: emptyExpressions,
  items: none,
  distinct: false,
  distinctOn: emptyExpressions,
  into: null,
  from: none,
  where: null,
  hierarchical: false,
  group: emptyExpressions,
  having: null,
  qualify: null,
  windows: new Map(),
};

const select = (start: number, p: Parser, parts: Partial<SelectQuery>): SelectQuery => ({
  ...emptySelect,
  ...parts,
  start,
  end: p.endOffset(),
});
