import { T } from '../split/tokens';
import type { Expression, Name, SelectItem, WindowSpec } from '../tree/expression';
import type {
  CommonTable,
  FromItem,
  IntoTarget,
  Query,
  SelectQuery,
  SetQuery,
  TableName,
  ValuesQuery,
} from '../tree/query';
import { parseExpression, parseList, parseNames, parseOrder, parseWindow } from './expression';
import { hasAggregate } from './has-aggregate';
import { emptyExpressions, none, type Parser } from './parser';
import { parseFrom, parseTableName } from './relation';
import { clauseWords, notItemAlias } from './words';

/** The common tables before a query or a write. */
export interface With {
  readonly ctes: readonly CommonTable[];
  readonly recursive: boolean;
}

const noWith: With = { ctes: none, recursive: false };

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

/** Reads `WITH [RECURSIVE] name (columns) AS (query), …` when it is there. */
export function parseWith(p: Parser): With {
  if (!p.at('with')) return noWith;
  p.i += 1;
  const recursive = p.at('recursive') && p.peek(1) !== 'as' && p.eat('recursive');
  const ctes: CommonTable[] = [];
  do {
    if (ctes.length > 0) p.eat('with');
    if (!p.atName() || p.at('select')) break;
    const start = p.offset();
    if (p.kindAt(1) !== T.op && p.peek(1) !== 'as') p.fail('expected a common table expression');
    const name = p.name();
    const columns = p.at('(') && !p.atQueryGroup() ? parseNames(p) : none;
    if (!p.eat('as') && !p.atQueryGroup()) p.fail('expected AS');
    if (p.at2('not', 'materialized')) p.i += 2;
    else p.eat('materialized');
    if (!p.at('(')) {
      p.fail('expected a query in parentheses');
    }
    const close = p.closeOf(p.i);
    p.i += 1;
    const query = parseQuery(p);
    closeGroup(p, close);
    skipSearchAndCycle(p);
    ctes.push({ name, columns, query, start, end: p.endOffset() });
  } while (p.eat(','));
  return { ctes, recursive };
}

/** Ends a parenthesised query: what it did not understand before the parenthesis is passed over and noted. */
export function closeGroup(p: Parser, close: number): void {
  if (p.i < close) {
    const from = p.offset();
    p.i = close;
    p.noteOpaque(from, p.endOffset());
  }
  p.expect(')');
}

function skipSearchAndCycle(p: Parser): void {
  while (p.at('search') || (p.at('cycle') && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted))) {
    while (!p.done && !p.at('select') && !p.at(',') && !p.at(')') && !p.at('insert')) p.i += 1;
  }
}

function parseSetOperations(p: Parser): Query {
  return parseChain(p, parseIntersections, joinsLoosely);
}

function parseIntersections(p: Parser): Query {
  return parseChain(p, parseBranch, joinsTightly);
}

const joinsLoosely = (word: string): boolean => word === 'union' || word === 'except' || word === 'minus';

const joinsTightly = (word: string): boolean => word === 'intersect';

function parseChain(p: Parser, branch: (p: Parser) => Query, joins: (word: string) => boolean): Query {
  const start = p.offset();
  const first = branch(p);
  if (!joins(p.here)) return first;
  const branches = [first];
  const operators: ('union' | 'intersect' | 'except')[] = [];
  let byName = false;
  while (joins(p.here)) {
    const w = p.here;
    p.i += 1;
    if (p.at('all') || p.at('distinct')) p.i += 1;
    if (p.eat2('by', 'name')) byName = true;
    else if (p.eat('corresponding')) {
      byName = true;
      if (p.eat('by')) p.skipGroup();
    }
    operators.push(w === 'union' || w === 'intersect' ? w : 'except');
    branches.push(branch(p));
  }
  const query: SetQuery = {
    kind: 'set',
    branches,
    operators,
    byName,
    ctes: none,
    recursive: false,
    order: emptyExpressions,
    start,
    end: p.endOffset(),
  };
  return query;
}

function parseBranch(p: Parser): Query {
  const start = p.offset();
  switch (p.here) {
    case 'select':
      return parseSelect(p, start);
    case '(': {
      const close = p.closeOf(p.i);
      p.i += 1;
      const query = parseQuery(p);
      closeGroup(p, close);
      return query;
    }
    case 'with':
      return parseQuery(p);
    case 'values':
    case 'value':
      return parseValues(p, start);
    case 'table': {
      p.i += 1;
      return selectAll(p, parseTableName(p), start);
    }
    case 'from':
      if (p.traits.fromFirst) return parseSelect(p, start);
      return p.fail('expected a query');
    default:
      return p.fail('expected a query');
  }
}

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

const emptySelect: Omit<SelectQuery, 'start' | 'end'> = {
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

function parseValues(p: Parser, start: number): ValuesQuery {
  p.i += 1;
  const rows: Expression[][] = [];
  do {
    if (p.at('row') && p.peek(1) === '(') p.i += 1;
    if (p.at('(') && !p.atQueryGroup()) {
      p.i += 1;
      rows.push(parseList(p, ')'));
      p.expect(')');
    } else {
      rows.push([parseExpression(p)]);
    }
  } while (p.eat(','));
  return {
    kind: 'values',
    rows,
    ctes: none,
    recursive: false,
    order: emptyExpressions,
    start,
    end: p.endOffset(),
  };
}

function parseSelect(p: Parser, start: number): SelectQuery {
  const fromFirst = p.at('from');
  let items: SelectItem[] = [];
  let quantifier = everyRow;
  let into: IntoTarget | null = null;
  let from: readonly FromItem[] = none;
  let where: Expression[] | null = null;
  let group: readonly Expression[] = emptyExpressions;
  let having: Expression | null = null;
  let qualify: Expression | null = null;
  let windows: Map<Name, WindowSpec> | null = null;
  let order: readonly Expression[] = emptyExpressions;
  if (fromFirst) {
    p.i += 1;
    from = parseFrom(p);
  }
  if (p.eat('select')) {
    quantifier = parseQuantifiers(p);
    // PL/pgSQL: `SELECT INTO record * FROM t`.
    if (p.at('into') && p.kindAt(1) !== T.op) {
      p.i += 1;
      if (p.atName()) parseTableName(p);
      else p.i += 1;
    }
    items = parseItems(p);
  } else {
    const at = p.offset();
    items = [
      {
        expression: {
          kind: 'star',
          qualifier: none,
          except: none,
          replace: none,
          rename: none,
          start: at,
          end: at,
        },
        alias: null,
        aliases: none,
        start: at,
        end: at,
      },
    ];
  }
  clauses: for (;;) {
    switch (p.here) {
      case 'into':
        into = parseInto(p) ?? into;
        break;
      case 'bulk':
        if (p.peek(1) !== 'collect') break clauses;
        p.i += 2;
        break;
      case 'from':
        if (from.length > 0) break clauses;
        p.i += 1;
        from = parseFrom(p);
        break;
      case 'where':
      case 'prewhere':
        p.i += 1;
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'group':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        group = [
          ...group,
          ...(atGroupByAll(p)
            ? ((p.i += 1), items.map((item) => item.expression).filter((e) => !hasAggregate(e)))
            : parseGroup(p)),
        ];
        break;
      case 'having':
        p.i += 1;
        having = parseExpression(p);
        break;
      case 'qualify':
        p.i += 1;
        qualify = parseExpression(p);
        break;
      case 'window':
        if (p.peek(2) !== 'as') break clauses;
        p.i += 1;
        windows ??= new Map();
        do {
          const name = p.name();
          p.expect('as');
          if (p.at('(')) windows.set(name, parseWindow(p));
          else windows.set(name, { base: p.name(), keys: emptyExpressions });
        } while (p.eat(','));
        break;
      case 'start':
        if (p.peek(1) !== 'with') break clauses;
        p.i += 2;
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'connect':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        p.eat('nocycle');
        where = [...(where ?? none), parseExpression(p)];
        break;
      case 'cluster':
      case 'distribute':
      case 'sort':
        if (p.peek(1) !== 'by') break clauses;
        p.i += 2;
        order = [...order, ...parseOrder(p)];
        break;
      default:
        break clauses;
    }
  }
  return {
    kind: 'select',
    ctes: none,
    recursive: false,
    order,
    items,
    distinct: quantifier.distinct,
    distinctOn: quantifier.on,
    into,
    from,
    where: where === null ? null : allOf(where),
    group,
    having,
    qualify,
    windows: windows ?? emptySelect.windows,
    start,
    end: p.endOffset(),
  };
}

function allOf(conditions: readonly Expression[]): Expression {
  const [first] = conditions;
  if (conditions.length === 1) return first!;
  const { start } = first!;
  return { kind: 'operation', operator: 'and', operands: conditions, start, end: conditions.at(-1)!.end };
}

interface Quantifier {
  readonly distinct: boolean;
  readonly on: readonly Expression[];
}

const everyRow: Quantifier = { distinct: false, on: emptyExpressions };

/** ALL, DISTINCT [ON (…)], TOP n [PERCENT] [WITH TIES] and the hints of other dialects. */
function parseQuantifiers(p: Parser): Quantifier {
  let distinct = false;
  let on: readonly Expression[] = emptyExpressions;
  for (;;) {
    if (p.at('all') || p.at('distinct')) {
      if (p.peek(1) === ',' || p.peek(1) === '.') return quantifierOf(distinct, on);
      if (p.eat('distinct')) {
        distinct = true;
        if (p.at('on') && p.peek(1) === '(') {
          p.i += 2;
          on = parseList(p, ')');
          p.expect(')');
        }
      } else p.i += 1;
    } else if (
      p.at('top') &&
      (p.kindAt(1) === T.number ||
        p.kindAt(1) === T.param ||
        (p.peek(1) === '(' && p.kindAt(2) !== T.word && p.traits.dialect !== 'athena'))
    ) {
      p.i += 1;
      if (!p.skipGroup()) p.i += 1;
      p.eat('percent');
      p.eat2('with', 'ties');
    } else if (p.at('straight_join')) {
      p.i += 1;
    } else if (p.at('as') && (p.peek(1) === 'struct' || p.peek(1) === 'value')) {
      p.i += 2;
    } else {
      return quantifierOf(distinct, on);
    }
  }
}

const quantifierOf = (distinct: boolean, on: readonly Expression[]): Quantifier =>
  distinct ? { distinct, on } : everyRow;

const endsItems = (p: Parser): boolean => p.done || p.at('from') || p.at(')') || p.at('into');

function parseItems(p: Parser): SelectItem[] {
  if (endsItems(p)) return [];
  const items = [parseItem(p)];
  while (p.eat(',') && !endsItems(p)) items.push(parseItem(p));
  return items;
}

/** Reads one item of a select list with its alias. */
export function parseItem(p: Parser): SelectItem {
  const start = p.offset();
  if (p.traits.dialect === 'tsql' && p.atName() && p.peek(1) === '=') {
    const alias = p.name();
    p.i += 1;
    return { expression: parseExpression(p), alias, aliases: none, start, end: p.endOffset() };
  }
  const expression = parseExpression(p);
  let alias: Name | null = null;
  let aliases: readonly Name[] = none;
  if (p.eat('as')) {
    if (p.at('(')) aliases = parseNames(p);
    else if (p.kindHere() === T.string) alias = p.stringAt((p.i += 1) - 1).toLowerCase();
    else alias = p.name();
  } else if (p.kindHere() === T.quoted || (p.kindHere() === T.word && !notItemAlias.has(p.here))) {
    alias = p.name();
  } else if (p.kindHere() === T.string && expression.kind !== 'literal') {
    alias = p.stringAt((p.i += 1) - 1).toLowerCase();
  }
  const end = p.endOffset();
  const w = p.here;
  if (p.done || w === ',' || w === ')' || clauseWords.has(w) || itemEnds.has(w))
    return { expression, alias, aliases, start, end };
  const from = p.offset();
  const parts = skipToClause(p);
  p.noteOpaque(from, p.endOffset());
  return {
    expression: { kind: 'opaque', parts: [expression, ...parts], start, end: p.endOffset() },
    alias,
    aliases,
    start,
    end: p.endOffset(),
  };
}

const itemEnds = new Set([
  'for',
  'offset',
  'cluster',
  'distribute',
  'sort',
  'bulk',
  'prewhere',
  'connect',
  'start',
  'on',
  'when',
  ';',
  '|>',
]);

function skipToClause(p: Parser): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(',') && !p.at(')') && !clauseWords.has(p.here)) {
    const before = p.i;
    if (p.kindHere() === T.op && !p.at('(')) p.i += 1;
    else if (p.at('as')) p.i += 1;
    else if (isOperandStart(p)) parts.push(parseExpression(p));
    if (p.i === before) p.i += 1;
  }
  return parts;
}

const isOperandStart = (p: Parser): boolean =>
  p.at('(') || p.kindHere() === T.quoted || (p.kindHere() === T.word && p.here === '');

function parseInto(p: Parser): IntoTarget | null {
  p.i += 1;
  let temp = false;
  p.eat('local');
  p.eat('global');
  if (p.at('temp') || p.at('temporary')) {
    temp = true;
    p.i += 1;
  }
  if (p.at('unlogged')) p.i += 1;
  p.eat('table');
  if (
    p.at('outfile') ||
    p.at('strict') ||
    (p.kindHere() !== T.word && p.kindHere() !== T.quoted) ||
    p.tokenText(p.i).startsWith('@')
  ) {
    while (!p.done && !p.at('from')) p.i += 1;
    return null;
  }
  const name = parseTableName(p);
  while (p.eat(',')) p.name();
  return { name, temp };
}

/** `GROUP BY ALL` on its own rather than `GROUP BY ALL a, b`. */
function atGroupByAll(p: Parser): boolean {
  return (
    p.at('all') &&
    (p.kindAt(1) === T.end || p.peek(1) === ')' || p.peek(1) === ';' || clauseWords.has(p.peek(1)))
  );
}

function parseGroup(p: Parser): Expression[] {
  if (p.at('distinct')) p.i += 1;
  else if (p.at('all') && p.peek(1) !== '(' && p.peek(1) !== ',') {
    p.i += 1;
    if (p.done || p.here !== '' || !p.atName()) return [];
  }
  const keys: Expression[] = [];
  do {
    if (p.done || p.at(')')) break;
    if (p.eat2('grouping', 'sets')) {
      p.expect('(');
      keys.push(...parseGroupingSets(p));
      p.expect(')');
    } else {
      keys.push(parseExpression(p));
    }
  } while (p.eat(',') || (p.at('grouping') && p.peek(1) === 'sets'));
  if (p.at('with') && (p.peek(1) === 'rollup' || p.peek(1) === 'cube' || p.peek(1) === 'totals')) p.i += 2;
  return keys;
}

function parseGroupingSets(p: Parser): Expression[] {
  const keys: Expression[] = [];
  while (!p.done && !p.at(')')) {
    if (p.eat(',')) continue;
    if (p.eat2('grouping', 'sets')) {
      p.expect('(');
      keys.push(...parseGroupingSets(p));
      p.expect(')');
    } else keys.push(parseExpression(p));
  }
  return keys;
}

/** ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE in any order; returns the sort keys. */
const isolation = new Set(['ur', 'cs', 'rs', 'rr']);

function parseTail(p: Parser): Expression[] {
  const order: Expression[] = [];
  for (;;) {
    switch (p.here) {
      case 'order':
        if (p.peek(1) === 'siblings') p.i += 1;
        if (p.peek(1) !== 'by' && p.word[p.i + 1] !== 'by') return order;
        p.i += 2;
        order.push(...parseOrder(p));
        break;
      case 'cluster':
      case 'distribute':
      case 'sort':
        if (p.peek(1) !== 'by') return order;
        p.i += 2;
        order.push(...parseOrder(p));
        break;
      case 'limit':
      case 'offset':
        p.i += 1;
        if (p.at('all')) p.i += 1;
        else {
          parseExpression(p);
          if (p.eat(',')) parseExpression(p);
        }
        if (p.at('row') || p.at('rows')) p.i += 1;
        if (p.at('percent')) p.i += 1;
        p.eat2('with', 'ties');
        break;
      case 'fetch':
        if (p.peek(1) !== 'first' && p.peek(1) !== 'next') return order;
        p.i += 2;
        if (!p.at('row') && !p.at('rows')) parseExpression(p);
        if (p.at('percent')) p.i += 1;
        if (p.at('row') || p.at('rows')) p.i += 1;
        p.eat('only');
        p.eat2('with', 'ties');
        break;
      case 'for':
        if (
          p.peek(1) === 'update' ||
          p.peek(1) === 'share' ||
          p.peek(1) === 'no' ||
          p.peek(1) === 'key' ||
          p.peek(1) === 'read'
        ) {
          while (!p.done && !p.at(')')) p.i += 1;
          break;
        }
        return order;
      case 'with':
        // Db2's isolation of one statement: `WITH UR`.
        if (!isolation.has(p.tokenText(p.i + 1).toLowerCase()) || p.kindAt(1) !== T.word) return order;
        p.i += 2;
        break;
      case 'settings':
      case 'option':
        if (p.at('option') && p.peek(1) !== '(') return order;
        p.i += 1;
        if (!p.skipGroup()) return order;
        break;
      default:
        return order;
    }
  }
}
