import { T } from '../../split/tokens';
import type { Expression, Name, SelectItem, StarExpression } from '../../tree/expression';
import { emptyExpressions, none, type Parser } from '../parser';
import { parseCall, parseCallSuffixes } from './call';
import { parseExpression } from './expression';
import { parseNames } from './list';

/** `a`, `t.a`, `s.t.a.b`, `t.*`, `f(x)`, `s.f(x)`. */
export function parsePath(p: Parser, start: number): Expression {
  const first = p.name();
  if (p.at('('))
    return isOuterJoinMark(p)
      ? column(p.only(first), start, p)
      : parseCall(p, first, start, emptyExpressions);
  if (!p.at('.')) return p.at('over') ? parseMeasureOver(p, first, start) : column(p.only(first), start, p);
  let parts: Name[] | null = null;
  while (p.at('.')) {
    const kind = p.kindAt(1);
    if (p.peek(1) === '*') {
      p.i += 2;
      return parseStar(p, parts ?? [first], start);
    }
    if (kind !== T.word && kind !== T.quoted && kind !== T.param) {
      if (p.peek(1) !== '.') break;
      p.i += 1;
      continue;
    }
    p.i += 2;
    const name = kind === T.param ? p.tokenText(p.i - 1) : p.nameAt(p.i - 1);
    if (p.at('(') && !isOuterJoinMark(p)) return parseCall(p, name, start, emptyExpressions);
    if (parts === null) parts = [first, name];
    else parts.push(name);
  }
  return column(parts ?? p.only(first), start, p);
}

/** `m OVER w` reads a measure of a window: a call without parentheses. */
function parseMeasureOver(p: Parser, name: Name, start: number): Expression {
  const { over } = parseCallSuffixes(p);
  if (over === null) return column([name], start, p);
  const [args, order] = [emptyExpressions, emptyExpressions];
  return { kind: 'call', name, args, star: false, order, filter: null, over, start, end: p.endOffset() };
}

const isOuterJoinMark = (p: Parser): boolean => p.peek(1) === '+' && p.peek(2) === ')';

const column = (parts: readonly Name[], start: number, p: Parser): Expression => ({
  kind: 'column',
  parts,
  start,
  end: p.endOffset(),
});

/** The star itself is consumed: reads EXCLUDE, EXCEPT, REPLACE and RENAME after it. */
export function parseStar(p: Parser, qualifier: readonly Name[], start: number): StarExpression {
  let except: readonly Name[] = none;
  const replace: SelectItem[] = [];
  const rename: { from: Name; to: Name }[] = [];
  for (;;) {
    if (p.at('exclude') || (p.at('except') && p.peek(1) === '(' && !p.atQueryGroup(p.i + 1))) {
      p.i += 1;
      except = p.at('(') ? parseNames(p) : [p.name()];
    } else if (p.at('replace') && p.peek(1) === '(') {
      p.i += 2;
      while (!p.done && !p.at(')')) {
        const from = p.offset();
        const expression = parseExpression(p);
        p.eat('as');
        replace.push({ expression, alias: p.name(), aliases: none, start: from, end: p.endOffset() });
        p.eat(',');
      }
      p.expect(')');
    } else if (p.at('rename') && (p.peek(1) === '(' || p.kindAt(1) === T.word)) {
      p.i += 1;
      const group = p.eat('(');
      do {
        const from = p.name();
        p.expect('as');
        rename.push({ from, to: p.name() });
      } while (group && p.eat(','));
      if (group) p.expect(')');
    } else {
      return { kind: 'star', qualifier, except, replace, rename, start, end: p.endOffset() };
    }
  }
}
