import { T } from '../../split/tokens';
import type { Expression, Name } from '../../tree/expression';
import type { Relation, TableName } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseList } from '../expression/list';
import { parseOrder } from '../expression/window';
import { type Parser, none } from '../parser';
import { atQuery, parseQuery } from '../query/query';
import { notRelationAlias } from '../words';
import { withAlias } from './alias';
import { parseDerived } from './relation';
import { parseTableName } from './table-name';
import { namedTable } from './named-table';

export function parseUnnest(p: Parser, start: number): Relation {
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
export function parseTableFunction(p: Parser, start: number): Relation {
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
    return withAlias(p, namedTable(name, { start, end: p.endOffset() }));
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

export function parseFunction(p: Parser, name: TableName, start: number): Relation {
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
