import { T } from '../../split/tokens';
import type { CallExpression, Expression, WindowSpec } from '../../tree/expression';
import { emptyExpressions, type Parser } from '../parser';
import { parseQuery } from '../query/query';
import { parseType } from '../type';
import { datePartFunctions, dateParts } from '../words';
import { parseExpression } from './expression';
import { skipUnknown } from './list';
import { parseOrder, parseWindow } from './window';

/** Words inside an argument list that separate or decorate arguments without being operands. */
const argumentWords: ReadonlySet<string> = new Set(
  `from for using separator respect ignore nulls absent null on overflow truncate error without with count format json returning unique keys key
   value wrapper conditional unconditional array passing default empty quotes keep omit scalar string by utf8 columns error limit to desc asc first last both leading trailing distinct all`.split(
    /\s+/,
  ),
);

export function parseCall(
  p: Parser,
  name: string,
  start: number,
  receiver: readonly Expression[],
): Expression {
  p.enter();
  const args: Expression[] = receiver.length === 0 ? [] : [...receiver];
  let star = false;
  let unit = false;
  let order: readonly Expression[] = emptyExpressions;
  p.i += 1;
  if (
    datePartFunctions.has(name) &&
    p.kindHere() === T.word &&
    p.peek(1) === ',' &&
    dateParts.has(p.tokenText(p.i).toLowerCase())
  ) {
    unit = true;
    p.i += 2;
  } else if (name === 'extract' || name === 'date_part') {
    if ((p.kindHere() === T.word || p.kindHere() === T.string) && p.peek(1) === 'from') p.i += 2;
  }
  if (name === 'object_transform') parseTransform(p, args);
  while (!p.done && !p.at(')')) {
    const w = p.here;
    if (w === ',') {
      p.i += 1;
    } else if (w === '*' && (p.peek(1) === ')' || p.peek(1) === ',')) {
      star = true;
      p.i += 1;
    } else if (w === 'select' || (w === 'with' && p.kindAt(2) === T.word && p.peek(2) === 'as')) {
      const from = p.offset();
      const query = parseQuery(p);
      args.push({ kind: 'subquery', query, exists: name === 'exists', start: from, end: p.endOffset() });
    } else if ((w === 'order' || w === 'partition') && p.peek(1) === 'by') {
      p.i += 2;
      order = [...order, ...parseOrder(p)];
    } else if (p.kindHere() === T.word && (p.peek(1) === '=>' || p.peek(1) === ':=')) {
      p.i += 2;
    } else if (w === '*') {
      args.push(parseExpression(p));
    } else if (isArgumentWord(p, w, args.length)) {
      p.i += 1;
      // `json_value(doc, 'lax $.a' RETURNING int)`.
      if (w === 'returning' && p.atName()) parseType(p);
    } else if (
      datePartFunctions.has(name) &&
      p.kindHere() === T.word &&
      (p.peek(1) === ')' || p.peek(1) === '(') &&
      // The unit comes last in BigQuery; after `date_trunc('month',` or `datediff(day, a,` the word `day` is a column.
      !unit &&
      args.length > 0 &&
      args[0]!.kind !== 'literal' &&
      dateParts.has(p.tokenText(p.i).toLowerCase())
    ) {
      p.i += 1;
      p.skipGroup();
    } else if (w === 'table' && p.peek(1) === '(') {
      p.i += 1;
      args.push(parseExpression(p));
    } else {
      parseArgument(p, args);
    }
  }
  p.expect(')');
  const tail = parseCallSuffixes(p);
  p.leave();
  const [only] = args;
  // MySQL's `ON DUPLICATE KEY UPDATE a = VALUES(a)`: the value that was to be inserted.
  if (name === 'values' && args.length === 1 && only?.kind === 'column')
    return { kind: 'column', parts: ['excluded', only.parts.at(-1)!], start, end: p.endOffset() };
  return {
    kind: 'call',
    name,
    args,
    star,
    order: tail.order.length > 0 ? [...order, ...tail.order] : order,
    filter: tail.filter,
    over: tail.over,
    start,
    end: p.endOffset(),
  };
}

/** `doc KEEP '"a"', '"b"' SET '"c"', x`: paths are constants. */
function parseTransform(p: Parser, args: Expression[]): void {
  while (!p.done && !p.at(')')) {
    if (p.at(',') || p.at('set') || /^keep$/i.test(p.tokenText(p.i))) p.i += 1;
    else args.push(parseExpression(p));
  }
}

function isArgumentWord(p: Parser, w: string, before: number): boolean {
  if (!argumentWords.has(w)) return false;
  const next = p.peek(1);
  if (w === 'from' || w === 'for' || w === 'using' || w === 'on' || w === 'distinct' || w === 'all')
    return true;
  if (next === '.' || next === '(' || (next === ')' && before === 0) || (next === ',' && before === 0))
    return false;
  if (w === 'null') return next === 'on';
  if (w === 'both' || w === 'leading' || w === 'trailing') return next !== ')' && next !== ',';
  if (
    w === 'key' ||
    w === 'value' ||
    w === 'string' ||
    w === 'default' ||
    w === 'array' ||
    w === 'error' ||
    w === 'empty' ||
    w === 'count' ||
    w === 'first' ||
    w === 'last' ||
    w === 'format'
  ) {
    return (before > 0 && p.word[p.i - 1] !== ',') || p.kindAt(1) === T.string;
  }
  return p.word[p.i - 1] !== ',' && p.word[p.i - 1] !== '(';
}

function parseArgument(p: Parser, args: Expression[]): void {
  args.push(parseExpression(p));
  if (p.eat('as')) {
    // A name (struct fields, XML) or a type: neither is an input.
    if (p.atName() || p.kindHere() === T.string) parseType(p);
    return;
  }
  const w = p.here;
  if (w === ',' || w === ')' || w === ':' || argumentWords.has(w) || w === 'order' || w === 'partition') {
    if (w === ':') p.i += 1;
    return;
  }
  if (p.kindHere() === T.param && p.tokenText(p.i).startsWith(':')) {
    p.i += 1;
    return;
  }
  const from = p.offset();
  args.push(...skipUnknown(p, ')'));
  p.noteOpaque(from, p.endOffset());
}

interface CallSuffixes {
  order: readonly Expression[];
  filter: Expression | null;
  over: WindowSpec | null;
}

export function parseCallSuffixes(p: Parser): CallSuffixes {
  const tail: CallSuffixes = { order: emptyExpressions, filter: null, over: null };
  for (;;) {
    const w = p.here;
    if (w === 'over') {
      if (p.peek(1) === '(') {
        p.i += 1;
        tail.over = parseWindow(p);
      } else if (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted) {
        p.i += 1;
        tail.over = { base: p.name(), keys: emptyExpressions };
      } else return tail;
    } else if (w === 'filter' && p.peek(1) === '(') {
      p.i += 2;
      p.eat('where');
      tail.filter = parseExpression(p);
      p.expect(')');
    } else if (w === 'within' && p.peek(1) === 'group') {
      p.i += 2;
      p.expect('(');
      if (p.eat2('order', 'by')) tail.order = parseOrder(p);
      p.expect(')');
    } else if ((w === 'ignore' || w === 'respect') && p.peek(1) === 'nulls') {
      p.i += 2;
    } else if (w === 'keep' && p.peek(1) === '(') {
      p.i += 1;
      p.skipGroup();
    } else {
      return tail;
    }
  }
}

/** A call with nothing but arguments, where a relation is expected. */
export function parseFunctionCall(p: Parser, name: string, start: number): CallExpression | null {
  const call = parseCall(p, name, start, emptyExpressions);
  return call.kind === 'call' ? call : null;
}
