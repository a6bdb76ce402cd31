import { T } from '../split/tokens';
import type { Expression, Name, SelectItem } from '../tree/expression';
import type { FromItem, Join, Relation, TableName } from '../tree/query';
import { parseExpression, parseList, parseNames, parseOperand, parseOrder } from './expression';
import { emptyExpressions, none, type Parser } from './parser';
import { parseRecognize } from './recognize';
import { atQuery, closeGroup, parseQuery } from './query';
import { parseType } from './type';
import { clauseWords, notRelationAlias } from './words';

/** Reads the relations of a FROM clause; FROM itself is consumed. */
export function parseFrom(p: Parser): FromItem[] {
  const items: FromItem[] = [{ relation: parseRelation(p), join: null }];
  for (;;) {
    if (p.eat(',')) {
      if (p.done || p.at('where') || p.at(')')) break;
      items.push({ relation: parseRelation(p), join: comma });
    } else if (p.at('lateral') && p.peek(1) === 'view') {
      items.push({ relation: parseLateralView(p), join: comma });
    } else {
      const join = parseJoinType(p);
      if (join === null) {
        // `a JOIN b JOIN c ON … ON …`: the later conditions belong to the earlier joins.
        if (p.at('on') && items.length > 1) {
          p.i += 1;
          const last = items.at(-1)!;
          const on = parseExpression(p);
          items.push({
            relation: nothing(p),
            join: { ...(last.join ?? comma), type: 'inner', natural: false, using: none, on },
          });
          continue;
        }
        break;
      }
      const relation = parseRelation(p);
      let on: Expression | null = null;
      let using: readonly Name[] = none;
      if (p.at('match_condition') && p.peek(1) === '(') {
        p.i += 1;
        on = parseOperand(p);
      }
      if (p.eat('on'))
        on =
          on === null
            ? parseExpression(p)
            : {
                kind: 'operation',
                operator: 'and',
                operands: [on, parseExpression(p)],
                start: on.start,
                end: p.endOffset(),
              };
      else if (p.at('using') && p.peek(1) === '(') {
        p.i += 1;
        using = parseNames(p);
        if (p.at('as') && p.kindAt(1) === T.word) p.i += 2;
      }
      items.push({ relation, join: { ...join, on, using } });
    }
  }
  return items;
}

const comma: Join = { type: 'comma', on: null, using: none, natural: false };

const nothing = (p: Parser): Relation => ({
  kind: 'group',
  from: none,
  alias: null,
  columns: none,
  start: p.endOffset(),
  end: p.endOffset(),
});

const joinWords = new Set([
  'inner',
  'left',
  'right',
  'full',
  'outer',
  'cross',
  'natural',
  'semi',
  'anti',
  'asof',
  'global',
  'any',
  'all',
  'straight_join',
  'array',
  'positional',
  'hash',
  'loop',
  'merge',
  'broadcast',
]);

/** `[NATURAL] [LEFT [OUTER]] JOIN`, `CROSS APPLY`, …; null (and nothing consumed) when no join follows. */
function parseJoinType(p: Parser): Join | null {
  let ahead = 0;
  while (joinWords.has(p.peek(ahead)) && ahead < 4) ahead += 1;
  const last = p.peek(ahead);
  const straight = ahead > 0 && p.peek(ahead - 1) === 'straight_join';
  if (last !== 'join' && last !== 'apply' && !straight) return null;
  if (ahead === 0 && last === 'apply') return null;
  let type: Join['type'] = 'inner';
  let natural = false;
  for (let k = 0; k < ahead; k += 1) {
    const w = p.peek(k);
    if (w === 'left' || w === 'right' || w === 'full' || w === 'cross') type = w;
    else if (w === 'semi' || w === 'anti') {
      type = 'semi';
      break;
    } else if (w === 'natural') natural = true;
  }
  if (last === 'apply') type = 'cross';
  p.i += ahead + (straight && last !== 'join' ? 0 : 1);
  return { type, on: null, using: none, natural };
}

/** `LATERAL VIEW [OUTER] f(x) t AS a, b`. */
function parseLateralView(p: Parser): Relation {
  const start = p.offset();
  p.i += 2;
  p.eat('outer');
  const expression = parseOperand(p);
  let alias: Name | null = null;
  if (
    p.atName() &&
    !p.at('as') &&
    !(p.at('lateral') && p.peek(1) === 'view') &&
    !notRelationAlias.has(p.here)
  )
    alias = p.name();
  const columns: Name[] = [];
  if (p.eat('as')) {
    const group = p.eat('(');
    do columns.push(p.name());
    while (p.eat(','));
    if (group) p.expect(')');
  }
  const name = expression.kind === 'call' ? expression.name : '';
  const position = name === 'posexplode' || name === 'posexplode_outer';
  const expressions = expression.kind === 'call' ? expression.args : [expression];
  // The position comes first in Hive, last in WITH ORDINALITY: name it apart so that it takes no input.
  if (position) {
    return {
      kind: 'unnest',
      expressions,
      ordinality: true,
      at: null,
      alias,
      columns: [...columns.slice(1), ...columns.slice(0, 1)],
      start,
      end: p.endOffset(),
    };
  }
  return {
    kind: 'unnest',
    expressions,
    ordinality: false,
    at: null,
    alias,
    columns,
    start,
    end: p.endOffset(),
  };
}

/** Reads one relation with its alias, sampling, PIVOT and MATCH_RECOGNIZE. */
export function parseRelation(p: Parser): Relation {
  p.enter();
  const start = p.offset();
  let relation = parsePrimaryRelation(p, start);
  for (;;) {
    if (p.at('pivot') && p.peek(1) === '(') relation = parsePivot(p, relation, start);
    else if (p.at('unpivot') && (p.peek(1) === '(' || p.peek(2) === 'nulls'))
      relation = parseUnpivot(p, relation, start);
    else if (p.at('match_recognize') && p.peek(1) === '(')
      relation = withAlias(p, parseRecognize(p, relation, start));
    else if (!skipDecoration(p)) break;
  }
  p.leave();
  return relation;
}

/** Sampling, time travel, hints: they change which rows are read, not which columns. */
function skipDecoration(p: Parser): boolean {
  switch (p.here) {
    case 'tablesample':
    case 'sample':
      if (p.at('sample') && p.peek(1) !== '(' && p.peek(2) !== '(' && p.kindAt(1) !== T.number) return false;
      p.i += 1;
      while (p.kindHere() === T.word && p.peek(1) === '(') p.i += 1;
      if (p.kindHere() === T.number) p.i += 1;
      p.skipGroup();
      while (p.at('repeatable') || p.at('seed')) {
        p.i += 1;
        p.skipGroup();
      }
      return true;
    case 'for': {
      const next = p.peek(1);
      if (next === 'system_time' || next === 'timestamp' || next === 'version' || next === 'system_version') {
        p.i += 2;
        if (p.eat2('as', 'of')) parseExpression(p);
        else if (p.eat('from') || p.eat('between')) parseExpression(p);
        else p.eat('all');
        return true;
      }
      return false;
    }
    case 'version':
    case 'timestamp':
    case 'system_time':
      if (p.peek(1) !== 'as' || p.peek(2) !== 'of') return false;
      p.i += 3;
      parseOperand(p);
      return true;
    case 'at':
    case 'before':
      if (p.peek(1) !== '(') return false;
      p.i += 1;
      return p.skipGroup();
    case 'with':
      if (p.peek(1) !== '(') return false;
      p.i += 1;
      return p.skipGroup();
    case 'final':
      p.i += 1;
      return true;
    case 'use':
    case 'force':
    case 'ignore':
      if (p.peek(1) !== 'index' && p.peek(1) !== 'key') return false;
      p.i += 2;
      if (p.eat('for')) while (!p.done && !p.at('(')) p.i += 1;
      return p.skipGroup();
    case 'partition':
      if (p.peek(1) !== '(') return false;
      p.i += 1;
      return p.skipGroup();
    default:
      return false;
  }
}

function parsePrimaryRelation(p: Parser, start: number): Relation {
  const w = p.here;
  if (w === '(') {
    if (p.atQueryGroup()) return parseDerived(p, start);
    const close = p.closeOf(p.i);
    p.i += 1;
    const from = parseFrom(p);
    closeGroup(p, close);
    return withAlias(p, { kind: 'group', from, alias: null, columns: none, start, end: p.endOffset() });
  }
  if ((w === 'lateral' && p.kindAt(1) !== T.op) || (w === 'lateral' && p.peek(1) === '(')) {
    p.i += 1;
    return parsePrimaryRelation(p, start);
  }
  if (w === 'unnest' && p.peek(1) === '(') return parseUnnest(p, start);
  if (w === 'values' && atQuery(p)) {
    const query = parseQuery(p);
    return withAlias(p, { kind: 'derived', query, alias: null, columns: none, start, end: p.endOffset() });
  }
  if (w === 'table' && p.peek(1) === '(') return parseTableFunction(p, start);
  if (
    (w === 'only' || w === 'table') &&
    p.kindAt(1) === T.word &&
    p.peek(1) !== 'as' &&
    p.peek(1) !== 'for' &&
    !clauseWords.has(p.peek(1))
  ) {
    p.i += 1;
    return parsePrimaryRelation(p, start);
  }
  if (w === 'unpivot' && p.kindAt(1) !== T.op) {
    p.i += 1;
    const expression = parseOperand(p);
    const object = navigation(p, expression, start);
    return object.kind === 'unnest' ? { ...object, keyed: true } : object;
  }
  if (p.kindHere() === T.string) {
    const end = p.tokens.end[p.i]!;
    p.i += 1;
    return withAlias(p, {
      kind: 'table',
      name: { parts: [p.stringAt(p.i - 1)], start, end },
      alias: null,
      columns: none,
      at: null,
      start,
      end,
    });
  }
  if (p.kindHere() === T.param) {
    p.i += 1;
    return withAlias(p, nothing(p));
  }
  const at = p.i;
  const name = parseTableName(p);
  if (p.at('[') && p.traits.navigation) {
    p.i = at;
    return navigation(p, parseOperand(p), start);
  }
  if (p.at('(') && name.parts.length === 1 && name.parts[0] === 'semantic_view')
    return semanticView(p, start);
  if (p.at('(')) return parseFunction(p, name, start);
  // Postgres' old spelling of a table with all that inherit from it.
  if (p.traits.nestedComments) p.eat('*');
  skipVersionBeforeAlias(p);
  return withAlias(p, {
    kind: 'table',
    name,
    alias: null,
    columns: none,
    at: null,
    start,
    end: p.endOffset(),
  });
}

/** Snowflake's `SEMANTIC_VIEW(v METRICS m DIMENSIONS d)`: the columns are those of the view. */
function semanticView(p: Parser, start: number): Relation {
  const close = p.closeOf(p.i);
  p.i += 1;
  const name = parseTableName(p);
  p.i = close;
  p.expect(')');
  return withAlias(p, {
    kind: 'table',
    name,
    alias: null,
    columns: none,
    at: null,
    start,
    end: p.endOffset(),
  });
}

function skipVersionBeforeAlias(p: Parser): void {
  while (
    p.at('for') ||
    p.at('tablesample') ||
    p.at('version') ||
    p.at('timestamp') ||
    p.at('system_time') ||
    ((p.at('at') || p.at('before')) && p.peek(1) === '(') ||
    (p.at('partition') && p.peek(1) === '(')
  ) {
    if (!skipDecoration(p)) return;
  }
}

function navigation(p: Parser, expression: Expression, start: number): Relation {
  const aliased = withAlias(p, {
    kind: 'unnest',
    expressions: [expression],
    ordinality: false,
    at: null,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  });
  if (aliased.kind === 'unnest' && p.eat('at')) return { ...aliased, at: p.name(), end: p.endOffset() };
  return aliased;
}

function parseDerived(p: Parser, start: number): Relation {
  const close = p.closeOf(p.i);
  p.i += 1;
  const query = parseQuery(p);
  closeGroup(p, close);
  return withAlias(p, { kind: 'derived', query, alias: null, columns: none, start, end: p.endOffset() });
}

function parseUnnest(p: Parser, start: number): Relation {
  p.i += 2;
  const expressions = parseList(p, ')');
  p.expect(')');
  let ordinality = p.eat2('with', 'ordinality');
  const aliased = withAlias(p, {
    kind: 'unnest',
    expressions,
    ordinality,
    at: null,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  });
  let at: Name | null = null;
  if (p.eat2('with', 'offset')) {
    at = p.eat('as') || (p.atName() && !notRelationAlias.has(p.here)) ? p.name() : 'offset';
  }
  if (p.eat2('with', 'ordinality')) ordinality = true;
  return { ...(aliased as Extract<Relation, { kind: 'unnest' }>), ordinality, at, end: p.endOffset() };
}

/** `TABLE(f(…))`, `TABLE(SELECT …)`. */
function parseTableFunction(p: Parser, start: number): Relation {
  if (p.atQueryGroup(p.i + 1)) {
    p.i += 1;
    return parseDerived(p, start);
  }
  p.i += 2;
  const inner = p.offset();
  if (p.atName()) {
    const name = parseTableName(p);
    if (p.at('(')) {
      const relation = parseFunction(p, name, inner);
      while (!p.done && !p.at(')')) if (!p.skipGroup()) p.i += 1;
      p.expect(')');
      return withAlias(p, relation);
    }
    p.expect(')');
    return withAlias(p, {
      kind: 'table',
      name,
      alias: null,
      columns: none,
      at: null,
      start,
      end: p.endOffset(),
    });
  }
  const expressions = parseList(p, ')');
  p.expect(')');
  return withAlias(p, {
    kind: 'unnest',
    expressions,
    ordinality: false,
    at: null,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  });
}

function parseFunction(p: Parser, name: TableName, start: number): Relation {
  const fn = name.parts.at(-1)!;
  const close = p.closeOf(p.i);
  p.i += 1;
  const expressions: Expression[] = [];
  const inputs: Relation[] = [];
  const columns: Name[] = [];
  const counters: number[] = [];
  while (!p.done && p.i < close) {
    if (p.eat(',')) continue;
    if (
      p.kindHere() === T.word &&
      (p.peek(1) === '=>' || p.peek(1) === ':=' || (p.peek(1) === '=' && fn === 'flatten'))
    ) {
      p.i += 2;
      continue;
    }
    if (p.at('table') && p.peek(1) === '(') {
      inputs.push(withAlias(p, parseTableFunction(p, p.offset())));
      continue;
    }
    if (p.at('columns') && p.peek(1) === '(') {
      p.i += 1;
      parseJsonColumns(p, columns, counters);
      continue;
    }
    if (p.at('partition') || p.at('order')) {
      p.i += 2;
      expressions.push(...parseOrder(p));
      continue;
    }
    if (atQuery(p)) {
      const from = p.offset();
      const query = parseQuery(p);
      inputs.push({ kind: 'derived', query, alias: null, columns: none, start: from, end: p.endOffset() });
      continue;
    }
    if (p.kindHere() === T.op && !p.at('(') && !p.at('[') && !p.at('-') && !p.at('{')) {
      p.i += 1;
      continue;
    }
    if (
      p.at('passing') ||
      p.at('as') ||
      p.at('on') ||
      p.at('with') ||
      p.at('keep') ||
      p.at('prune') ||
      p.at('copartition') ||
      p.at('error') ||
      p.at('empty') ||
      (p.at('null') && p.peek(1) === 'on')
    ) {
      const skipsName = p.at('as') || p.at('with') || p.at('keep') || p.at('prune');
      p.i += 1;
      if (skipsName && p.atName()) p.i += 1;
      continue;
    }
    expressions.push(parseExpression(p));
  }
  p.expect(')');
  const ordinality = p.eat2('with', 'ordinality');
  return withAlias(p, {
    kind: 'function',
    name: fn,
    expressions,
    inputs,
    counters,
    ordinality,
    alias: null,
    columns,
    start,
    end: p.endOffset(),
  });
}

/** `COLUMNS (a int PATH '$.a', n FOR ORDINALITY, NESTED PATH '$.x' COLUMNS (…))`. */
function parseJsonColumns(p: Parser, names: Name[], counters: number[]): void {
  p.expect('(');
  while (!p.done && !p.at(')')) {
    if (p.eat('nested')) {
      while (!p.done && !p.at('columns') && !p.at(')')) p.i += 1;
      if (p.eat('columns')) parseJsonColumns(p, names, counters);
    } else {
      names.push(p.name());
      if (p.at2('for', 'ordinality')) counters.push(names.length - 1);
      while (!p.done && !p.at(',') && !p.at(')')) if (!p.skipGroup()) p.i += 1;
    }
    p.eat(',');
  }
  p.expect(')');
}

/** Reads `[AS] alias [(a, b)]` onto a relation. */
export function withAlias<R extends Relation>(p: Parser, relation: R): R {
  let alias: Name | null = relation.alias;
  let columns: readonly Name[] = relation.columns;
  if (p.eat('as')) {
    if (p.at('(')) {
      columns = parseColumnAliases(p);
      return { ...relation, columns, end: p.endOffset() };
    }
    alias = p.kindHere() === T.string ? p.stringAt((p.i += 1) - 1).toLowerCase() : p.name();
  } else if (
    (p.at('force') || p.at('use') || p.at('ignore')) &&
    (p.peek(1) === 'index' || p.peek(1) === 'key')
  ) {
    return relation;
  } else if (
    p.kindHere() === T.quoted ||
    (p.kindHere() === T.word && !notRelationAlias.has(p.here)) ||
    isPlainWordAlias(p)
  ) {
    alias = p.name();
  } else {
    return relation;
  }
  if (p.at('(') && alias !== null) columns = parseColumnAliases(p);
  if (relation.kind === 'table' && p.at('at') && p.kindAt(1) === T.word && p.peek(1) !== 'time') {
    p.i += 1;
    return { ...relation, alias, columns, at: p.name(), end: p.endOffset() };
  }
  return { ...relation, alias, columns, end: p.endOffset() };
}

/** `apply`, `option`, … are aliases unless the grammar needs them here. */
function isPlainWordAlias(p: Parser): boolean {
  const w = p.here;
  const next = p.peek(1);
  switch (w) {
    case 'start':
      return next !== 'with';
    case 'at':
      return next === ',' || next === ')' || next === 'where' || p.kindAt(1) === T.end;
    case 'option':
    case 'tables':
      return next !== '(';
    case 'matched':
    case 'apply':
    case 'sample':
    case 'connect':
      return (
        next === 'on' ||
        next === ',' ||
        next === 'where' ||
        next === ')' ||
        next === 'group' ||
        p.kindAt(1) === T.end
      );
    default:
      return false;
  }
}

function parseColumnAliases(p: Parser): Name[] {
  p.expect('(');
  const names: Name[] = [];
  while (!p.done && !p.at(')')) {
    names.push(p.name());
    if (!p.at(',') && !p.at(')')) parseType(p);
    while (!p.done && !p.at(',') && !p.at(')')) if (!p.skipGroup()) p.i += 1;
    p.eat(',');
  }
  p.expect(')');
  return names;
}

/** Reads a dotted table name; `a..b` leaves the schema to the default. */
export function parseTableName(p: Parser): TableName {
  const start = p.offset();
  if (p.at('identifier') && p.peek(1) === '(' && p.kindAt(2) === T.string) {
    p.i += 3;
    const text = p.stringAt(p.i - 1).toLowerCase();
    p.expect(')');
    return { parts: text.split('.'), start, end: p.endOffset() };
  }
  const { dialect } = p.traits;
  // Most names have one part, and an array of one costs a fifth of one that has grown.
  if (p.kindHere() === T.word && p.peek(1) !== '.' && !p.at('.') && p.peek(1) !== '-')
    return { parts: [p.name()], start, end: p.endOffset() };
  const parts: Name[] = [];
  // SQL Server's `db..t` and `..t` leave a part to the login's defaults.
  while (dialect === 'tsql' && p.eat('.')) parts.push('');
  push(p, parts);
  while (p.at('.')) {
    if (p.peek(1) === '.') {
      p.i += 1;
      if (dialect === 'tsql') parts.push('');
    }
    p.i += 1;
    if (p.kindHere() === T.param || p.kindHere() === T.number || p.at('*')) {
      parts.push(p.tokenText(p.i).toLowerCase());
      p.i += 1;
      continue;
    }
    push(p, parts);
  }
  // BigQuery's `project-name.dataset.table` stands without quotes, and Athena's users leave them away, too.
  while (
    (p.traits.dottedQuotes || p.traits.dialect === 'athena') &&
    p.at('-') &&
    p.tokens.start[p.i] === p.endOffset() &&
    (p.kindAt(1) === T.word || p.kindAt(1) === T.number)
  ) {
    p.i += 2;
    parts[parts.length - 1] += `-${p.tokenText(p.i - 1).toLowerCase()}`;
    while (p.eat('.')) push(p, parts);
  }
  return { parts, start, end: p.endOffset() };
}

function push(p: Parser, parts: Name[]): void {
  if (p.kindHere() === T.quoted && p.traits.dottedQuotes) {
    parts.push(...p.name().split('.'));
    return;
  }
  if (p.kindHere() === T.param) {
    p.i += 1;
    parts.push(p.tokenText(p.i - 1));
    return;
  }
  parts.push(p.name());
}

function parsePivot(p: Parser, source: Relation, start: number): Relation {
  const close = p.closeOf(p.i + 1);
  p.i += 2;
  const aggregates: SelectItem[] = [];
  do aggregates.push(parsePivotAggregate(p));
  while (p.eat(','));
  p.expect('for');
  // Only the column itself: `FOR c IN (…)` would read as an IN condition.
  const by: Expression[] = [];
  if (p.at('(')) {
    p.i += 1;
    by.push(...parseList(p, ')'));
    p.expect(')');
  } else by.push(parseOperand(p));
  const values: Name[] = [];
  p.expect('in');
  if (p.at('(') && !p.atQueryGroup()) {
    p.i += 1;
    while (!p.done && !p.at(')')) {
      const from = p.i;
      if (p.at('any')) p.i += 1;
      else if (p.at('order')) {
        p.i += 2;
        parseOrder(p);
      } else {
        parseExpression(p);
        const text = pivotName(p, from);
        values.push(p.eat('as') || (p.atName() && p.here === '') ? p.name() : text);
      }
      p.eat(',');
    }
    p.expect(')');
  } else {
    p.skipGroup();
  }
  let group: readonly Expression[] = emptyExpressions;
  if (p.eat2('group', 'by')) group = parseOrder(p);
  p.i = Math.max(p.i, close);
  p.expect(')');
  return withAlias(p, {
    kind: 'pivot',
    source,
    aggregates,
    by,
    values,
    group,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  });
}

function parsePivotAggregate(p: Parser): SelectItem {
  const start = p.offset();
  const expression = parseExpression(p);
  let alias: Name | null = null;
  if (p.eat('as') || (p.atName() && !p.at('for'))) alias = p.name();
  return { expression, alias, aliases: none, start, end: p.endOffset() };
}

function pivotName(p: Parser, from: number): Name {
  const kind = p.kind[from];
  if (kind === T.string) return p.stringAt(from).toLowerCase();
  return p.text.slice(p.tokens.start[from]!, p.endOffset()).toLowerCase();
}

function parseUnpivot(p: Parser, source: Relation, start: number): Relation {
  p.i += 1;
  if (p.at('include') || p.at('exclude')) p.i += 2;
  const close = p.closeOf(p.i);
  p.expect('(');
  const values = p.at('(') ? parseNames(p) : [p.name()];
  p.expect('for');
  const label = p.name();
  p.expect('in');
  p.expect('(');
  const inputs: Expression[][] = [];
  while (!p.done && !p.at(')')) {
    if (p.at('(')) {
      p.i += 1;
      inputs.push(parseList(p, ')'));
      p.expect(')');
    } else inputs.push([parseOperand(p)]);
    if (p.eat('as') || p.atName() || p.kindHere() === T.string) {
      if (!p.skipGroup()) p.i += 1;
    }
    p.eat(',');
  }
  p.expect(')');
  p.i = Math.max(p.i, close);
  p.expect(')');
  return withAlias(p, {
    kind: 'unpivot',
    source,
    values,
    label,
    inputs,
    alias: null,
    columns: none,
    start,
    end: p.endOffset(),
  });
}
