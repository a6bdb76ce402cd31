import type { Expression, Name } from '../../tree/expression';
import type { Assignment, MergeArm, Statement } from '../../tree/statement';
import { parseAssignments } from './assignment';
import { changed } from './changed';
import { parseExpression } from '../expression/expression';
import { parseList, parseNames } from '../expression/list';
import { none, type Parser } from '../parser';
import type { With } from '../query/with';
import { parseRelation } from '../relation/relation';

/** Reads MERGE with every arm, and Redshift's REMOVE DUPLICATES. */
export function parseMerge(p: Parser, start: number, before: With): Statement {
  p.i += 1;
  p.eat('into');
  const target = changed(p, parseRelation(p));
  p.expect('using');
  const source = parseRelation(p);
  const on = p.eat('on') ? parseExpression(p) : null;
  const arms: MergeArm[] = [];
  while (p.at('when')) arms.push(parseArm(p));
  const removeDuplicates = p.at('remove') || (p.atName() && p.nameAt(p.i) === 'remove');
  if (removeDuplicates) p.i += 2;
  if (p.at('returning') || p.at('output') || p.at('option')) p.i = p.stop;
  return { kind: 'merge', ...before, target, source, on, arms, removeDuplicates, start, end: p.endOffset() };
}

function parseArm(p: Parser): MergeArm {
  const start = p.offset();
  p.i += 1;
  p.eat('not');
  p.expect('matched');
  if (p.eat('by')) p.i += 1;
  const condition: Expression | null = p.eat('and') ? parseExpression(p) : null;
  p.expect('then');
  let action: MergeArm['action'] = 'nothing';
  let assignments: readonly Assignment[] = none;
  let columns: readonly Name[] = none;
  let values: readonly Expression[] = none;
  let star = false;
  if (p.eat('update')) {
    action = 'update';
    p.expect('set');
    if (p.eat('*')) star = true;
    else assignments = parseAssignments(p);
    if (p.eat('where')) parseExpression(p);
    if (p.at('delete') && p.peek(1) === 'where') {
      p.i += 2;
      parseExpression(p);
    }
  } else if (p.eat('insert')) {
    action = 'insert';
    if (p.eat('*') || p.eat('row')) star = true;
    else {
      if (p.at('(')) columns = parseNames(p);
      p.expect('values');
      const group = p.eat('(');
      values = parseList(p, group ? ')' : 'when');
      if (group) p.expect(')');
      if (p.eat('where')) parseExpression(p);
    }
  } else if (p.eat('delete')) {
    action = 'delete';
  } else {
    while (!p.done && !p.at('when')) p.i += 1;
  }
  return { condition, action, assignments, columns, values, star, start, end: p.endOffset() };
}
