import { T } from '../../split/tokens';
import type { Expression } from '../../tree/expression';
import type { Relation } from '../../tree/query';
import { parseOperand } from '../expression/operand';
import { type Parser, none } from '../parser';
import { atQuery, parseQuery } from '../query/query';
import { closeGroup } from '../query/with';
import { parseRecognize } from './recognize';
import { clauseWords } from '../words';
import { withAlias } from './alias';
import { skipDecoration, skipVersionBeforeAlias } from './decoration';
import { nothing, parseFrom } from './from';
import { parsePivot, parseUnpivot } from './pivot';
import { parseFunction, parseTableFunction, parseUnnest } from './table-function';
import { parseTableName } from './table-name';
import { namedTable } from './named-table';

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
    return withAlias(p, namedTable({ parts: [p.stringAt(p.i - 1)], start, end }));
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
  return withAlias(p, namedTable(name, { start, end: p.endOffset() }));
}

/** Snowflake's `SEMANTIC_VIEW(v METRICS m DIMENSIONS d)`: the columns are those of the view. */
function semanticView(p: Parser, start: number): Relation {
  const close = p.closeOf(p.i);
  p.i += 1;
  const name = parseTableName(p);
  p.i = close;
  p.expect(')');
  return withAlias(p, namedTable(name, { start, end: p.endOffset() }));
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

export function parseDerived(p: Parser, start: number): Relation {
  const close = p.closeOf(p.i);
  p.i += 1;
  const query = parseQuery(p);
  closeGroup(p, close);
  return withAlias(p, { kind: 'derived', query, alias: null, columns: none, start, end: p.endOffset() });
}
