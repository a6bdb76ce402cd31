import type { Relation } from '../../tree/query';
import type { Assignment, Statement } from '../../tree/statement';
import { none } from '../parser';
import { isForeign, list, nameOf, nowhere, placeOf, Rejected, requiredName, type Foreign } from './foreign';
import { translateExpression, type PeerContext } from './translate-expression';
import { commonTables, optional, tableNameOf, translateFrom, translateQuery } from './translate-query';

/** node-sql-parser's statement as ours; only those that move columns are worth the doubt. */
export function translateStatement(node: Foreign, context: PeerContext): Statement {
  const place = placeOf(node);
  switch (node['type']) {
    case 'select':
      return { kind: 'query', query: translateQuery(node, context), ...place };
    case 'insert':
    case 'replace':
      return insert(node, context);
    case 'update': {
      const items = translateFrom(node['table'], context);
      return {
        kind: 'update',
        ...withOf(node, context),
        target: table(items[0]?.relation),
        joined: items.slice(1),
        assignments: assignments(node['set'], context),
        from: translateFrom(node['from'], context),
        where: optional(node['where'], context),
        ...place,
      };
    }
    case 'delete': {
      const items = translateFrom(node['from'], context);
      const [first, ...using] = items;
      return {
        kind: 'delete',
        ...withOf(node, context),
        target: table(first?.relation),
        using,
        where: optional(node['where'], context),
        ...place,
      };
    }
    case 'create':
      return create(node, context);
    default:
      throw new Rejected(`a statement of type ${String(node['type'])}`);
  }
}

const withOf = (
  node: Foreign,
  context: PeerContext,
): { ctes: ReturnType<typeof commonTables>; recursive: boolean } => ({
  ctes: commonTables(node['with'], context),
  recursive: false,
});

function table(relation: Relation | undefined): Relation {
  if (relation?.kind !== 'table') throw new Rejected('a target that is no table');
  return relation;
}

function insert(node: Foreign, context: PeerContext): Statement {
  const [target] = list(node['table']);
  const { values, columns } = node;
  if (target === undefined || !isForeign(values)) throw new Rejected('an INSERT without a target or a query');
  const place = placeOf(node);
  const query =
    values['type'] === 'values'
      ? {
          kind: 'values' as const,
          rows: list(values['values']).map((row) =>
            list(row['value']).map((e) => translateExpression(e, context)),
          ),
          ctes: none,
          recursive: false,
          order: none,
          ...nowhere,
        }
      : translateQuery(isForeign(values['ast']) ? values['ast'] : values, context);
  return {
    kind: 'insert',
    ...withOf(node, context),
    target: { kind: 'table', name: tableNameOf(target), alias: null, columns: none, at: null, ...nowhere },
    columns: Array.isArray(columns) ? columns.map(requiredName) : none,
    partition: none,
    overwrite: /overwrite/i.test(String(node['prefix'] ?? '')),
    byName: false,
    query,
    onConflict: none,
    ...place,
  };
}

function assignments(value: unknown, context: PeerContext): Assignment[] {
  return list(value).map((set) => {
    const owner = nameOf(set['table']);
    const name = requiredName(set['column']);
    return {
      targets: [owner === null ? [name] : [owner, name]],
      value: translateExpression(set['value'], context),
      ...nowhere,
    };
  });
}

function create(node: Foreign, context: PeerContext): Statement {
  const place = placeOf(node);
  const { keyword, view } = node;
  if (keyword === 'view' && isForeign(view) && isForeign(node['select'])) {
    return {
      kind: 'create-view',
      target: tableNameOf({ ...view, table: view['view'] ?? view['table'] }),
      materialized: false,
      temp: node['temporary'] !== undefined && node['temporary'] !== null,
      columns: Array.isArray(node['columns']) ? node['columns'].map(requiredName) : none,
      query: translateQuery(node['select'], context),
      ...place,
    };
  }
  const [target] = list(node['table']);
  const query = node['query_expr'];
  if (keyword !== 'table' || target === undefined || !isForeign(query))
    throw new Rejected(`CREATE ${String(keyword)}`);
  if (typeof target['table'] !== 'string') throw new Rejected('a target that was read as a function');
  return {
    kind: 'create-table',
    target: tableNameOf(target),
    temp: node['temporary'] !== undefined && node['temporary'] !== null,
    external: false,
    orReplace: false,
    ifNotExists: node['if_not_exists'] !== undefined && node['if_not_exists'] !== null,
    columns: none,
    query: translateQuery(query, context),
    like: none,
    clone: null,
    location: null,
    ...place,
  };
}
