import { T } from '../split/tokens';
import type {
  CallExpression,
  Expression,
  FieldExpression,
  LiteralExpression,
  Name,
  SelectItem,
  StarExpression,
  WindowSpec,
} from '../tree/expression';
import { emptyExpressions, none, type Parser } from './parser';
import { parseQuery } from './query';
import { RecognitionClauses } from './recognize';
import { parseType } from './type';
import { bareUserValues, bareValues, dateParts, datePartFunctions, notOperands } from './words';

/**
 * Reads `operand (operator operand)*`. Lineage needs no precedence but that of AND and OR, which join conditions
 * of their own: a chain of any other operators is one flat node.
 */
export function parseExpression(p: Parser): Expression {
  p.enter();
  const start = p.offset();
  const first = parseChain(p, start);
  let parts: Expression[] | null = null;
  const operator = p.here;
  while (p.at('and') || p.at('or')) {
    p.i += 1;
    const next = parseChain(p, p.offset());
    if (parts === null) parts = [first, next];
    else parts.push(next);
  }
  p.leave();
  return parts === null ? first : { kind: 'operation', operator, operands: parts, start, end: p.endOffset() };
}

function parseChain(p: Parser, start: number): Expression {
  const first = parseOperand(p);
  let operands: Expression[] | null = null;
  let operator = '';
  let between = false;
  for (;;) {
    const w = p.here;
    let next: Expression | null;
    if (isBinary(w, p) || (between && w === 'and')) {
      if (w === 'and') between = false;
      p.i += 1;
      if (w === '->' && p.at('>')) p.i += 1;
      if (p.traits.nestedComments) joinOperator(p);
      next = parseOperand(p);
    } else {
      const before = p.i;
      next = parseWordOperator(p, w);
      if (next === null && p.i === before) break;
      if (w === 'between' || p.word[before + 1] === 'between') between = true;
    }
    if (operands === null) {
      operands = next === null ? [first] : [first, next];
      operator = w;
    } else if (next !== null) operands.push(next);
  }
  return operands === null ? first : { kind: 'operation', operator, operands, start, end: p.endOffset() };
}

/** Postgres' family makes one operator of all adjacent signs: `<<->>`, `&<|`, `|=|`. */
function joinOperator(p: Parser): void {
  while (
    p.kindHere() === T.op &&
    p.offset() === p.endOffset() &&
    p.here !== '~' &&
    (/^[<>=~!@#%^&|]/.test(p.tokenText(p.i)) || isInnerSign(p))
  )
    p.i += 1;
}

/** `+` and `-` belong to an operator only in its middle: `<+>`, but `<-1`. */
const isInnerSign = (p: Parser): boolean =>
  (p.at('+') || p.at('-') || p.at('->') || p.at('->>')) &&
  /[<>=~!@#%^&|]/.test(p.text[p.tokens.end[p.i]! - 1]! + (p.text[p.tokens.end[p.i]!] ?? ''));

function isBinary(w: string, p: Parser): boolean {
  switch (w) {
    case '':
    case ',':
    case ')':
    case 'from':
    case 'as':
      return false;
    case '=':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '||':
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '<>':
    case '!=':
    case '==':
    case '<=>':
    case '^':
    case '&':
    case '|':
    case '#':
    case '~':
    case '~*':
    case '!~':
    case '!~*':
    case '~~':
    case '~~*':
    case '!~~':
    case '->':
    case '->>':
    case '#>':
    case '#>>':
    case '#-':
    case '@>':
    case '<@':
    case '&&':
    case '<<':
    case '>>':
    case '**':
    case '@@':
    case '?|':
    case '<->':
    case 'like':
    case 'ilike':
    case 'rlike':
    case 'regexp':
    case 'overlaps':
    case 'div':
    case 'escape':
      return true;
    case '@':
    case '|>':
      return p.traits.nestedComments;
    case 'mod':
      return p.kindAt(1) !== T.end && p.peek(1) !== ',' && p.peek(1) !== ')' && p.peek(1) !== 'from';
    default:
      return false;
  }
}

/** IS, IN, BETWEEN, AT TIME ZONE and other operators made of words; null when they add no operand. */
function parseWordOperator(p: Parser, w: string): Expression | null {
  switch (w) {
    case 'is':
      p.i += 1;
      p.eat('not');
      if (p.eat('distinct')) {
        p.expect('from');
        return parseOperand(p);
      }
      if (p.eat('json')) skipJsonTest(p);
      else if (p.kindHere() === T.word) p.i += 1;
      // `x IS NULL::boolean`.
      while (p.eat('::')) parseType(p);
      return null;
    case 'isnull':
    case 'notnull':
      p.i += 1;
      return null;
    case 'not': {
      const next = p.peek(1);
      if (
        next === 'in' ||
        next === 'like' ||
        next === 'ilike' ||
        next === 'between' ||
        next === 'similar' ||
        next === 'rlike' ||
        next === 'regexp'
      ) {
        p.i += 1;
        return parseWordOperator(p, next) ?? (isBinary(next, p) ? ((p.i += 1), parseOperand(p)) : null);
      }
      if (next === 'null') p.i += 2;
      return null;
    }
    case 'in':
      p.i += 1;
      return parseMembers(p);
    case 'between':
      p.i += 1;
      if (p.at('symmetric') || p.at('asymmetric')) p.i += 1;
      return parseOperand(p);
    case 'similar':
      if (p.peek(1) !== 'to') return null;
      p.i += 2;
      return parseOperand(p);
    case 'at':
      if (p.peek(1) === 'time' && p.peek(2) === 'zone') {
        p.i += 3;
        return parseOperand(p);
      }
      if (p.peek(1) === 'local') p.i += 2;
      return null;
    case 'collate':
      p.i += 1;
      p.name();
      while (p.eat('.')) p.name();
      return null;
    case 'operator':
      if (p.peek(1) !== '(') return null;
      p.i += 1;
      p.skipGroup();
      return parseOperand(p);
    case 'member':
      return null;
    default:
      return null;
  }
}

/** What IN looks in. Constants say nothing about columns, and lists hold tens of thousands of them: they leave one node. */
function parseMembers(p: Parser): Expression {
  const start = p.offset();
  const open = p.i;
  if (p.eat('(')) {
    while (atLoneLiteral(p, ')')) {
      p.i += 1;
      if (p.eat(')')) return literal(p, start);
      p.i += 1;
    }
    p.i = open;
  }
  return parseOperand(p);
}

/** `IS JSON [VALUE | OBJECT | ARRAY | SCALAR] [WITH | WITHOUT UNIQUE [KEYS]]`. */
function skipJsonTest(p: Parser): void {
  if (p.at('value') || p.at('object') || p.at('array') || p.at('scalar')) p.i += 1;
  if ((p.at('with') || p.at('without')) && p.peek(1) === 'unique') {
    p.i += 2;
    p.eat('keys');
  }
}

/** Reads one operand with its prefixes (`-`, NOT) and postfixes (`::type`, `[i]`, `.field`). */
export function parseOperand(p: Parser): Expression {
  const start = p.offset();
  let prefix = '';
  for (;;) {
    const w = p.here;
    if (
      w === '-' ||
      w === '+' ||
      w === '~' ||
      w === 'not' ||
      w === '!' ||
      w === '@' ||
      w === 'prior' ||
      w === 'connect_by_root'
    ) {
      if ((w === 'prior' || w === 'connect_by_root') && p.kindAt(1) !== T.word && p.kindAt(1) !== T.quoted)
        break;
      prefix = w;
      p.i += 1;
    } else break;
  }
  const operand = parsePostfix(p, parsePrimary(p), start);
  if (prefix === '') return operand;
  return { kind: 'operation', operator: prefix, operands: [operand], start, end: p.endOffset() };
}

function parsePostfix(p: Parser, primary: Expression, start: number): Expression {
  let operand = primary;
  // Each postfix wraps what stands before it: a chain of them is as deep as parentheses are.
  for (let depth = p.depth; ; depth += 1) {
    p.deep(depth);
    const w = p.here;
    if (w === '::') {
      p.i += 1;
      const type = parseType(p);
      operand = { kind: 'cast', operand, type, start, end: p.endOffset() };
    } else if (w === '[') {
      p.i += 1;
      const index = parseSubscript(p);
      operand = field(operand, null, index, start, p);
    } else if (w === '.' && (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted || p.peek(1) === '*')) {
      p.i += 1;
      if (p.eat('*')) {
        operand = { kind: 'field', base: operand, index: null, name: '*', start, end: p.endOffset() };
      } else {
        const name = p.name();
        operand = p.at('(')
          ? parseCall(p, name, start, [operand])
          : { kind: 'field', base: operand, index: null, name, start, end: p.endOffset() };
      }
    } else if (
      w === ':' &&
      operand.kind !== 'literal' &&
      (p.traits.dialect === 'snowflake' || p.traits.dialect === 'databricks') &&
      (p.kindAt(1) === T.word || p.kindAt(1) === T.quoted)
    ) {
      p.i += 1;
      operand = { kind: 'field', base: operand, index: null, name: p.name(), start, end: p.endOffset() };
    } else if (
      // `v:name` without a space between is one token: elsewhere it is a parameter.
      p.kindHere() === T.param &&
      operand.kind !== 'literal' &&
      p.offset() === p.endOffset() &&
      (p.traits.dialect === 'snowflake' || p.traits.dialect === 'databricks') &&
      p.tokenText(p.i).startsWith(':')
    ) {
      const name = p.tokenText(p.i).slice(1).toLowerCase();
      p.i += 1;
      operand = { kind: 'field', base: operand, index: null, name, start, end: p.endOffset() };
    } else if (w === '(' && p.peek(1) === '+' && p.peek(2) === ')') {
      p.i += 3;
    } else {
      return operand;
    }
  }
}

const field = (
  base: Expression,
  name: Name | null,
  index: Expression | null,
  start: number,
  p: Parser,
): FieldExpression => ({
  kind: 'field',
  base,
  index,
  name,
  start,
  end: p.endOffset(),
});

/** `[i]`, `[from:to]`, `[]`; the opening bracket is consumed. */
function parseSubscript(p: Parser): Expression | null {
  const parts: Expression[] = [];
  const start = p.offset();
  while (!p.done && !p.at(']')) {
    if (p.eat(':') || p.eat(',')) continue;
    if (p.kindHere() === T.param && p.tokenText(p.i).startsWith(':')) {
      p.i += 1;
      continue;
    }
    parts.push(parseExpression(p));
    if (!p.at(']') && !p.at(':') && !p.at(',') && p.kindHere() !== T.param) break;
  }
  p.expect(']');
  if (parts.length === 0) return null;
  return parts.length === 1
    ? parts[0]!
    : { kind: 'operation', operator: ':', operands: parts, start, end: p.endOffset() };
}

function literal(p: Parser, start: number): LiteralExpression {
  return { kind: 'literal', start, end: p.endOffset() };
}

function parsePrimary(p: Parser): Expression {
  const start = p.offset();
  switch (p.kindHere()) {
    case T.number:
    case T.param:
      p.i += 1;
      return literal(p, start);
    case T.string:
      p.i += 1;
      while (p.kindHere() === T.string) p.i += 1;
      return literal(p, start);
    case T.quoted:
      return parsePath(p, start);
    case T.op:
      return parsePunctuation(p, start);
    case T.word:
      return parseWord(p, start);
    default:
      return p.fail('expected an expression');
  }
}

function parsePunctuation(p: Parser, start: number): Expression {
  const w = p.here;
  if (w === '(') {
    if (p.traits.lambdas && p.word[p.closeOf(p.i) + 1] === '->') return parseLambda(p, start);
    if (p.atQueryGroup()) return parseSubquery(p, start, false);
    p.i += 1;
    const parts = parseList(p, ')');
    p.expect(')');
    if (parts.length === 1) return parts[0]!;
    return { kind: 'operation', operator: 'row', operands: parts, start, end: p.endOffset() };
  }
  if (w === '*') {
    p.i += 1;
    return parseStar(p, none, start);
  }
  if (w === '[') {
    p.i += 1;
    const parts = parseList(p, ']');
    p.expect(']');
    return { kind: 'operation', operator: 'array', operands: parts, start, end: p.endOffset() };
  }
  if (w === '{') {
    p.i += 1;
    const parts: Expression[] = [];
    while (!p.done && !p.at('}')) {
      if (p.eat(',') || p.eat(':')) continue;
      if (p.kindHere() === T.param) p.i += 1;
      else parts.push(parseExpression(p));
    }
    p.expect('}');
    return { kind: 'operation', operator: 'struct', operands: parts, start, end: p.endOffset() };
  }
  return p.fail('expected an expression');
}

/** `(SELECT …)` as a value; the parenthesis is not yet consumed. */
function parseSubquery(p: Parser, start: number, exists: boolean): Expression {
  p.expect('(');
  const query = parseQuery(p);
  p.expect(')');
  return { kind: 'subquery', query, exists, start, end: p.endOffset() };
}

/** Comma-separated expressions up to (not including) `close`; tolerates what it does not know. */
export function parseList(p: Parser, close: string): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(close)) {
    if (p.eat(',')) continue;
    if (p.at('as')) {
      p.i += 1;
      if (p.atName() || p.kindHere() === T.string) p.i += 1;
      continue;
    }
    // A list of thousands of constants says no more than its first ones: one stands for each of the rest.
    if (parts.length >= 32 && atLoneLiteral(p, close)) {
      const last = parts.at(-1)!;
      parts.push(last.kind === 'literal' ? last : literal(p, p.offset()));
      p.i += 1;
      continue;
    }
    parts.push(parseExpression(p));
    if (!p.at(',') && !p.at(close) && !p.at('as')) {
      const from = p.offset();
      parts.push(...skipUnknown(p, close));
      p.noteOpaque(from, p.endOffset());
    }
  }
  return parts;
}

function atLoneLiteral(p: Parser, close: string): boolean {
  const kind = p.kindHere();
  const next = p.peek(1);
  return (kind === T.number || kind === T.string) && (next === ',' || next === close);
}

/** Passes over unknown syntax up to a comma, `close` or the enclosing `)`, keeping the expressions in it. */
export function skipUnknown(p: Parser, close: string): Expression[] {
  const parts: Expression[] = [];
  while (!p.done && !p.at(',') && !p.at(close) && !p.at(')')) {
    const w = p.here;
    if (w === '(' || (p.kindHere() === T.word && w === '') || p.kindHere() === T.quoted) {
      parts.push(parseExpression(p));
    } else {
      p.i += 1;
    }
  }
  return parts;
}

function parseLambda(p: Parser, start: number): Expression {
  const parameters: Name[] = [];
  if (p.eat('(')) {
    while (!p.done && !p.at(')')) {
      if (!p.eat(',')) parameters.push(p.name());
    }
    p.expect(')');
  } else {
    parameters.push(p.name());
  }
  p.expect('->');
  const body = parseExpression(p);
  return { kind: 'lambda', parameters, body, start, end: p.endOffset() };
}

function parseWord(p: Parser, start: number): Expression {
  const w = p.here;
  const next = p.peek(1);
  if (w === '') {
    if (next === '->' && p.traits.lambdas) return parseLambda(p, start);
    if (p.kindAt(1) === T.string && next === '' && p.traits.dialect !== 'ansi') {
      p.i += 2;
      return literal(p, start);
    }
    return parsePath(p, start);
  }
  if (next === '.') return parsePath(p, start);
  if (next === '->' && p.traits.lambdas && !notOperands.has(w)) return parseLambda(p, start);
  switch (w) {
    case 'case':
      return parseCase(p, start);
    case 'cast':
    case 'try_cast':
    case 'safe_cast':
      if (next === '(') return parseCast(p, start);
      break;
    case 'convert':
    case 'try_convert':
      if (next === '(' && p.traits.dialect !== 'mysql' && p.traits.dialect !== 'oracle')
        return parseConvert(p, start);
      break;
    case 'exists':
      if (next === '(' && p.atQueryGroup(p.i + 1)) {
        p.i += 1;
        return parseSubquery(p, start, true);
      }
      break;
    case 'array':
    case 'map':
    case 'struct':
    case 'row':
      if (next === '[' || next === '<') return parseConstructor(p, start);
      if (next === '(' && w === 'array' && p.atQueryGroup(p.i + 1)) {
        p.i += 1;
        return parseSubquery(p, start, false);
      }
      break;
    case 'interval':
      if (
        p.kindAt(1) === T.string ||
        p.kindAt(1) === T.number ||
        p.kindAt(1) === T.param ||
        next === '(' ||
        next === '-' ||
        next === '+' ||
        (p.kindAt(1) === T.word && dateParts.has(p.tokenText(p.i + 2).toLowerCase()))
      ) {
        return parseInterval(p, start);
      }
      break;
    case 'approximate':
      if (p.kindAt(1) === T.word && p.peek(2) === '(') p.i += 1;
      break;
    case 'distinct':
    case 'all':
      if (next !== '(' || w === 'distinct') {
        p.i += 1;
        return parsePrimary(p);
      }
      break;
    case 'next':
      if (next === 'value' && p.peek(2) === 'for') {
        p.i += 3;
        p.name();
        while (p.eat('.')) p.name();
        return literal(p, start);
      }
      break;
    case 'timestamp':
    case 'time':
      if (
        (next === 'with' || next === 'without') &&
        p.peek(2) === 'time' &&
        p.peek(3) === 'zone' &&
        p.kindAt(4) === T.string
      ) {
        p.i += 5;
        return literal(p, start);
      }
      if (next === '(' && p.kindAt(2) === T.number && p.peek(3) === ')' && p.kindAt(4) === T.string) {
        p.i += 5;
        return literal(p, start);
      }
      break;
    case 'double':
      if (next === 'precision' && p.kindAt(2) === T.string) {
        p.i += 3;
        return literal(p, start);
      }
      break;
    case 'table':
      if (next === '(') break;
      break;
    default:
      break;
  }
  if (next !== '(' && (bareValues.has(w) || (p.traits.bareUser && bareUserValues.has(w)))) {
    p.i += 1;
    return literal(p, start);
  }
  if (next === '(' && p.peek(2) === ')' && bareValues.has(w)) {
    p.i += 3;
    return literal(p, start);
  }
  // ORDER and GROUP without BY can only be names.
  const name = (w === 'order' || w === 'group') && next !== 'by' && next !== '(';
  if (notOperands.has(w) && next !== '(' && !name) return p.fail('expected an expression');
  if (
    !name &&
    notOperands.has(w) &&
    (w === 'from' ||
      w === 'where' ||
      w === 'on' ||
      w === 'and' ||
      w === 'or' ||
      w === 'in' ||
      w === 'by' ||
      w === 'when' ||
      w === 'then' ||
      w === 'using' ||
      w === 'as')
  ) {
    return p.fail('expected an expression');
  }
  if (p.kindAt(1) === T.string && next === '') {
    p.i += 2;
    return literal(p, start);
  }
  return parsePath(p, start);
}

/** `a`, `t.a`, `s.t.a.b`, `t.*`, `f(x)`, `s.f(x)`. */
function parsePath(p: Parser, start: number): Expression {
  const first = p.name();
  if (p.at('('))
    return isOuterJoinMark(p) ? column([first], start, p) : parseCall(p, first, start, emptyExpressions);
  if (!p.at('.')) return p.at('over') ? parseMeasureOver(p, first, start) : column([first], start, p);
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
  return column(parts ?? [first], start, p);
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
function parseStar(p: Parser, qualifier: readonly Name[], start: number): StarExpression {
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

/** `(a, b, c)`; sort directions and dotted prefixes inside are passed over. */
export function parseNames(p: Parser): Name[] {
  p.expect('(');
  const names: Name[] = [];
  while (!p.done && !p.at(')')) {
    let name = p.kindHere() === T.string ? p.stringAt((p.i += 1) - 1).toLowerCase() : p.name();
    while (p.eat('.')) name = p.name();
    names.push(name);
    while (!p.done && !p.at(',') && !p.at(')')) {
      if (!p.skipGroup()) p.i += 1;
    }
    p.eat(',');
  }
  p.expect(')');
  return names;
}

function parseCase(p: Parser, start: number): Expression {
  p.i += 1;
  const conditions: Expression[] = [];
  const values: Expression[] = [];
  if (!p.at('when')) conditions.push(parseExpression(p));
  while (p.eat('when')) {
    conditions.push(parseExpression(p));
    while (p.eat(',')) conditions.push(parseExpression(p));
    p.expect('then');
    values.push(parseExpression(p));
  }
  if (p.eat('else')) values.push(parseExpression(p));
  p.expect('end');
  return { kind: 'case', conditions, values, start, end: p.endOffset() };
}

function parseCast(p: Parser, start: number): Expression {
  p.i += 2;
  const operand = parseExpression(p);
  if (!p.eat('as')) p.expect(',');
  const type = parseType(p);
  while (!p.done && !p.at(')')) {
    if (!p.skipGroup()) p.i += 1;
  }
  p.expect(')');
  return parseCallTail(p, { kind: 'cast', operand, type, start, end: p.endOffset() });
}

const parseCallTail = (p: Parser, e: Expression): Expression => ({ ...e, end: p.endOffset() });

/** `CONVERT(type, expression [, style])`; a first argument that is no type is read as a plain call. */
function parseConvert(p: Parser, start: number): Expression {
  if (p.word[p.i + 2] === '(' || p.kindAt(2) === T.string || p.kindAt(2) === T.quoted)
    return parsePath(p, start);
  const name = p.i;
  p.i += 2;
  const type = parseType(p);
  if (!p.eat(',')) {
    p.i = name;
    return parsePath(p, start);
  }
  const operand = parseExpression(p);
  while (p.eat(',')) parseExpression(p);
  p.expect(')');
  return { kind: 'cast', operand, type, start, end: p.endOffset() };
}

/** `ARRAY[…]`, `ARRAY<t>[…]`, `STRUCT<t>(…)`, `MAP<k, v>[…]`. */
function parseConstructor(p: Parser, start: number): Expression {
  const operator = p.name();
  if (p.at('<')) skipAngles(p);
  const close = p.at('[') ? ']' : ')';
  if (!p.eat('[')) p.expect('(');
  const operands = parseList(p, close);
  p.expect(close);
  return { kind: 'operation', operator, operands, start, end: p.endOffset() };
}

function skipAngles(p: Parser): void {
  let depth = 0;
  do {
    const w = p.here;
    if (w === '<') depth += 1;
    else if (w === '>') depth -= 1;
    else if (w === '>>') depth -= 2;
    p.i += 1;
  } while (depth > 0 && !p.done);
}

/** `INTERVAL '1' DAY`, `INTERVAL '1 day'`, `INTERVAL x MONTH`, `INTERVAL YEAR TO MONTH '1-2'`. */
function parseInterval(p: Parser, start: number): Expression {
  p.i += 1;
  const value = parseOperand(p);
  for (;;) {
    if (p.kindHere() === T.word && dateParts.has(p.tokenText(p.i).toLowerCase()) && p.peek(1) !== '.') {
      p.i += 1;
      if (p.at('(') && p.kindAt(1) === T.number) p.skipGroup();
    } else if (p.at('to') && p.kindAt(1) === T.word && dateParts.has(p.tokenText(p.i + 1).toLowerCase())) {
      p.i += 1;
    } else break;
  }
  return value.kind === 'literal'
    ? literal(p, start)
    : { kind: 'operation', operator: 'interval', operands: [value], start, end: p.endOffset() };
}

/** Words inside an argument list that separate or decorate arguments without being operands. */
const argumentWords: ReadonlySet<string> = new Set(
  `from for using separator respect ignore nulls absent null on overflow truncate error without with count format json returning unique keys key
   value wrapper conditional unconditional array passing default empty quotes keep omit scalar string by utf8 columns error limit to desc asc first last both leading trailing distinct all`.split(
    /\s+/,
  ),
);

function parseCall(p: Parser, name: string, start: number, receiver: readonly Expression[]): Expression {
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

function parseCallSuffixes(p: Parser): CallSuffixes {
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

/** `(base PARTITION BY … ORDER BY … ROWS …)`. */
export function parseWindow(p: Parser): WindowSpec {
  p.expect('(');
  let base: Name | null = null;
  const keys: Expression[] = [];
  let recognition: RecognitionClauses | null = null;
  if (
    p.atName() &&
    !p.at('partition') &&
    !p.at('measures') &&
    !p.at('order') &&
    !p.at('rows') &&
    !p.at('range') &&
    !p.at('groups') &&
    !p.at('distribute') &&
    !p.at('sort') &&
    !p.at('cluster')
  ) {
    base = p.name();
  }
  while (!p.done && !p.at(')')) {
    if (
      p.eat2('partition', 'by') ||
      p.eat2('order', 'by') ||
      p.eat2('distribute', 'by') ||
      p.eat2('sort', 'by') ||
      p.eat2('cluster', 'by')
    ) {
      keys.push(...parseOrder(p));
    } else if (p.at('measures') || recognition !== null) {
      recognition ??= new RecognitionClauses();
      if (!recognition.read(p) && !p.skipGroup()) p.i += 1;
    } else if (!p.skipGroup()) {
      p.i += 1;
    }
  }
  p.expect(')');
  return recognition === null ? { base, keys } : { base, keys, recognition };
}

/** Expressions of ORDER BY and its relatives, directions passed over; ends before what is neither. */
export function parseOrder(p: Parser): Expression[] {
  const keys: Expression[] = [];
  do {
    if (p.done || p.at(')')) break;
    keys.push(parseExpression(p));
    if (p.at('asc') || p.at('desc')) p.i += 1;
    if (p.at('using')) p.i += 2;
    if (p.eat('nulls') && (p.at('first') || p.at('last'))) p.i += 1;
    if (p.at2('with', 'fill')) p.i += 2;
  } while (p.eat(','));
  return keys;
}

/** A call with nothing but arguments, where a relation is expected. */
export function parseFunctionCall(p: Parser, name: string, start: number): CallExpression | null {
  const call = parseCall(p, name, start, emptyExpressions);
  return call.kind === 'call' ? call : null;
}
