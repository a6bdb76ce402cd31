import { T } from '../../split/tokens';
import { parseExpression } from '../expression/expression';
import { parseOperand } from '../expression/operand';
import type { Parser } from '../parser';

/** Sampling, time travel, hints: they change which rows are read, not which columns. */
export function skipDecoration(p: Parser): boolean {
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

export function skipVersionBeforeAlias(p: Parser): void {
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
