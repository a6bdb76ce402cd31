import type { Name } from '../../tree/expression';
import type { CommonTable, FromItem, Join, Query, Relation, SelectQuery, TableName } from '../../tree/query';
import { none } from '../parser';
import { isForeign, list, nameOf, nowhere, placeOf, Rejected, requiredName, type Foreign } from './foreign';
import { itemOf, keysOf, translateExpression, windowOf, type PeerContext } from './translate-expression';

/** node-sql-parser's select, a linked list of set operations, as ours. */
export function translateQuery(node: Foreign, context: PeerContext): Query {
  const ctes = commonTables(node['with'], context);
  const branches: Query[] = [];
  const operators: ('union' | 'intersect' | 'except')[] = [];
  let last = node;
  for (;;) {
    branches.push(translateSelect(last, context));
    const next = last['_next'];
    if (!isForeign(next)) break;
    operators.push(setOperator(last['set_op']));
    last = next;
  }
  const place = placeOf(node);
  const order = keysOf(node['_orderby'], context);
  const { recursive } = { recursive: list(node['with']).some((cte) => cte['recursive'] === true) };
  const [only] = branches;
  if (branches.length === 1) return { ...only!, ctes, recursive, order: [...only!.order, ...order] };
  // INTERSECT binds tighter, and the list does not say how it was grouped.
  if (operators.includes('intersect') && operators.some((o) => o !== 'intersect'))
    throw new Rejected('set operations of different precedence');
  return { kind: 'set', branches, operators, byName: false, ctes, recursive, order, ...place };
}

function setOperator(value: unknown): 'union' | 'intersect' | 'except' {
  const [word] = String(value).toLowerCase().split(' ');
  if (word === 'union' || word === 'intersect') return word;
  if (word === 'except' || word === 'minus') return 'except';
  throw new Rejected(`a set operation ${String(value)}`);
}

function translateSelect(node: Foreign, context: PeerContext): SelectQuery {
  if (node['type'] !== 'select') throw new Rejected(`a query of type ${String(node['type'])}`);
  const into = node['into'];
  if (isForeign(into) && (into['expr'] ?? null) !== null) throw new Rejected('SELECT INTO');
  const { distinct, columns } = node;
  const windows = new Map(
    list(isForeign(node['window']) ? node['window']['expr'] : []).map((w) => [
      requiredName(w['name']),
      windowOf(w, context),
    ]),
  );
  const group = node['groupby'];
  return {
    kind: 'select',
    items:
      columns === '*'
        ? [
            {
              expression: {
                kind: 'star',
                qualifier: none,
                except: none,
                replace: none,
                rename: none,
                ...nowhere,
              },
              alias: null,
              aliases: none,
              ...nowhere,
            },
          ]
        : list(columns).map((item, i) => itemOf(item, i, context)),
    distinct: distinct === 'DISTINCT' || (isForeign(distinct) && distinct['type'] === 'DISTINCT'),
    distinctOn: none,
    hierarchical: false,
    into: null,
    from: translateFrom(node['from'], context),
    where: optional(node['where'], context),
    group: keysOf(isForeign(group) && 'columns' in group ? group['columns'] : group, context),
    having: optional(node['having'], context),
    qualify: optional(node['qualify'], context),
    windows,
    ctes: none,
    recursive: false,
    order: keysOf(node['orderby'], context),
    ...placeOf(node),
  };
}

/** A condition, or null where there is none. */
export const optional = (node: unknown, context: PeerContext): SelectQuery['where'] =>
  isForeign(node) ? translateExpression(node, context) : null;

/** The tables of a WITH. */
export function commonTables(value: unknown, context: PeerContext): readonly CommonTable[] {
  return list(value).map((cte) => {
    const { stmt } = cte;
    const query = isForeign(stmt) && isForeign(stmt['ast']) ? stmt['ast'] : stmt;
    if (!isForeign(query)) throw new Rejected('a common table without a query');
    return {
      name: requiredName(cte['name']),
      columns: list(cte['columns']).map((c) => requiredName(c['column'] ?? c)),
      query: translateQuery(query, context),
      ...nowhere,
    };
  });
}

export function translateFrom(value: unknown, context: PeerContext): readonly FromItem[] {
  return list(value).map((item, i) => ({
    relation: relationOf(item, context),
    join: i === 0 ? null : joinOf(item, context),
  }));
}

/** Words that end up as an alias where the peer did not know the join. */
const lost = new Set([
  'cross',
  'natural',
  'left',
  'right',
  'full',
  'inner',
  'lateral',
  'anti',
  'semi',
  'asof',
]);

function relationOf(item: Foreign, context: PeerContext): Relation {
  const alias = nameOf(item['as']);
  if (alias !== null && (lost.has(alias) || /[(,]/.test(alias)))
    throw new Rejected(`an alias that is none: ${alias}`);
  const { expr } = item;
  if (isForeign(expr) && isForeign(expr['ast']))
    return { kind: 'derived', query: translateQuery(expr['ast'], context), alias, columns: none, ...nowhere };
  if (item['type'] === 'dual') return { kind: 'group', from: none, alias: null, columns: none, ...nowhere };
  if (typeof item['table'] !== 'string') throw new Rejected('a relation that is no table');
  return { kind: 'table', name: tableNameOf(item), alias, columns: none, at: null, ...nowhere };
}

/** `db` holds the schema of a name of two parts and the catalog of one of three. */
export function tableNameOf(item: Foreign): TableName {
  const parts = [item['catalog'], item['db'], item['schema'], item['table']]
    .map(nameOf)
    .filter((part): part is Name => part !== null);
  if (parts.length === 0) throw new Rejected('a table without a name');
  return { parts, ...placeOf(item) };
}

function joinOf(item: Foreign, context: PeerContext): Join {
  const text = typeof item['join'] === 'string' ? item['join'].toLowerCase() : '';
  if (/union|except|intersect|minus/.test(text)) throw new Rejected('a set operation was read as a join');
  const { on } = item;
  // `a JOIN b ON (…), c`: the list after ON has swallowed a table.
  if (isForeign(on) && on['type'] === 'expr_list') throw new Rejected('a table was read as a condition');
  const [first = ''] = text.split(' ');
  return {
    type:
      text === ''
        ? 'comma'
        : first === 'left' || first === 'right' || first === 'full' || first === 'cross'
          ? first
          : 'inner',
    on: optional(on, context),
    using: Array.isArray(item['using']) ? item['using'].map(requiredName) : none,
    natural: text.startsWith('natural'),
  };
}
