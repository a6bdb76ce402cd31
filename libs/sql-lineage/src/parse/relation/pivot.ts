import { T } from '../../split/tokens';
import type { Expression, Name, SelectItem } from '../../tree/expression';
import type { Relation } from '../../tree/query';
import { parseExpression } from '../expression/expression';
import { parseList, parseNames } from '../expression/list';
import { parseOperand } from '../expression/operand';
import { parseOrder } from '../expression/window';
import { type Parser, emptyExpressions, none } from '../parser';
import { withAlias } from './alias';

export function parsePivot(p: Parser, source: Relation, start: number): Relation {
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

export function parseUnpivot(p: Parser, source: Relation, start: number): Relation {
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
