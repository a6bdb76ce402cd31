import type { Traits } from '../dialect/traits';
import { T, type Tokens } from '../split/tokens';
import type { Expression, Name, Span } from '../tree/expression';

/** Why a text could not be read to its end. */
export type ParseFailureCode = 'too-deep' | 'syntax' | 'budget-exhausted';

/** Leaves the recursive descent; caught at the one door of the parser and never seen outside. */
export class ParseAbort extends Error {
  constructor(
    readonly code: ParseFailureCode,
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/**
 * The deepest nesting of queries and expressions that we follow. 250 levels of the costliest construct (subqueries in
 * FROM) stay below a quarter of Node's default stack even in unoptimised code; real statements end at about 20.
 */
const MAX_DEPTH = 250;

/** A position in the tokens of one statement, and the few questions that every rule asks. */
export class Parser {
  i = 0;
  depth = 0;
  /** Spans of syntax that was kept only as its column references. */
  readonly opaque: Span[] = [];
  readonly stop: number;
  readonly text: string;
  readonly word: readonly string[];
  readonly kind: readonly number[];

  constructor(
    readonly tokens: Tokens,
    readonly traits: Traits,
    stop: number | undefined,
    readonly caseSensitive: boolean,
  ) {
    this.stop = stop ?? tokens.count;
    this.text = tokens.text;
    this.word = tokens.word;
    this.kind = tokens.kind;
  }

  get done(): boolean {
    return this.i >= this.stop;
  }

  /** The keyword or operator here, '' for anything else and past the end. */
  get here(): string {
    return this.i < this.stop ? this.word[this.i]! : '';
  }

  kindHere(): number {
    return this.i < this.stop ? this.kind[this.i]! : T.end;
  }

  peek(ahead: number): string {
    const j = this.i + ahead;
    return j < this.stop ? this.word[j]! : '';
  }

  kindAt(ahead: number): number {
    const j = this.i + ahead;
    return j < this.stop ? this.kind[j]! : T.end;
  }

  at(word: string): boolean {
    return this.i < this.stop && this.word[this.i] === word;
  }

  at2(first: string, second: string): boolean {
    return this.at(first) && this.peek(1) === second;
  }

  eat(word: string): boolean {
    if (this.i < this.stop && this.word[this.i] === word) {
      this.i += 1;
      return true;
    }
    return false;
  }

  eat2(first: string, second: string): boolean {
    if (!this.at2(first, second)) return false;
    this.i += 2;
    return true;
  }

  expect(word: string): void {
    if (!this.eat(word)) this.fail(`expected ${word.toUpperCase()}`);
  }

  fail(message: string): never {
    const found = this.done ? 'the end' : `'${this.tokenText(this.i).slice(0, 40)}'`;
    throw new ParseAbort('syntax', `${message}, found ${found}`, this.offset());
  }

  /** Start of the token here. */
  offset(): number {
    return this.i < this.stop ? this.tokens.start[this.i]! : this.endOffset();
  }

  /** End of the token before. */
  endOffset(): number {
    return this.i > 0 ? this.tokens.end[this.i - 1]! : 0;
  }

  tokenText(index: number): string {
    return this.text.slice(this.tokens.start[index]!, this.tokens.end[index]!);
  }

  enter(): void {
    this.depth += 1;
    this.deep(this.depth);
  }

  /** Leaves the parser when a tree of that depth would be too deep to walk. */
  deep(depth: number): void {
    if (depth > MAX_DEPTH)
      throw new ParseAbort('too-deep', `nesting is deeper than ${MAX_DEPTH} levels`, this.offset());
  }

  leave(): void {
    this.depth -= 1;
  }

  /** True at a word (keyword or not) or a quoted identifier. */
  atName(): boolean {
    const kind = this.kindHere();
    return kind === T.word || kind === T.quoted;
  }

  /** Reads one identifier and folds it. */
  name(): Name {
    // A routine's variable stands for a value, but where only a name can stand it is the column of its name.
    if (!this.atName() && !this.atVariable()) this.fail('expected a name');
    this.i += 1;
    return this.nameAt(this.i - 1);
  }

  private atVariable(): boolean {
    return this.kindHere() === T.param && /^[a-z_]/i.test(this.tokenText(this.i));
  }

  private readonly alone = new Map<Name, readonly Name[]>();

  /** `[name]`, one for all of its places: in a CASE of thousands of arms such lists were a fifth of what was kept. */
  only(name: Name): readonly Name[] {
    let parts = this.alone.get(name);
    if (parts === undefined) this.alone.set(name, (parts = [name]));
    return parts;
  }

  /** The folded identifier of a token. */
  nameAt(index: number): Name {
    // Redshift folds quoted identifiers too unless enable_case_sensitive_identifier is on, and Athena always does.
    if (this.kind[index] === T.quoted) {
      const name = unquote(this.tokenText(index));
      return this.caseSensitive ? name : name.toLowerCase();
    }
    const word = this.word[index]!;
    return word !== '' ? word : this.tokenText(index).toLowerCase();
  }

  /** The value of a string token, escapes undone. */
  stringAt(index: number): string {
    return unquoteString(this.tokenText(index), this.traits.backslashEscapes);
  }

  /** Skips a balanced group that starts here; returns false when there is none. */
  skipGroup(): boolean {
    if (!this.at('(') && !this.at('[') && !this.at('{')) return false;
    let depth = 0;
    do {
      const w = this.here;
      if (w === '(' || w === '[' || w === '{') depth += 1;
      else if (w === ')' || w === ']' || w === '}') depth -= 1;
      this.i += 1;
    } while (depth > 0 && !this.done);
    return true;
  }

  /** The index of the parenthesis that closes the one at `index`, or `stop`. */
  closeOf(index: number): number {
    this.closes ??= matchParentheses(this.tokens);
    const close = this.closes[index]!;
    return close === 0 || close > this.stop ? this.stop : close;
  }

  private closes: readonly number[] | undefined;

  /** True at a parenthesis that wraps a query (however many deep) rather than an expression. */
  atQueryGroup(index = this.i): boolean {
    let open = index;
    while (open < this.stop && this.word[open] === '(') {
      const inner = open + 1;
      const w = inner < this.stop ? this.word[inner]! : '';
      if (w !== '(') {
        if (w === 'select' || w === 'with') return true;
        if (w === 'values')
          return (
            this.word[inner + 1] === '(' ||
            this.word[inner + 1] === 'row' ||
            this.kind[inner + 1] === T.number ||
            this.kind[inner + 1] === T.string
          );
        if (w === 'table') return this.kind[inner + 1] === T.word && this.word[inner + 1] === '';
        return w === 'from' && this.traits.fromFirst;
      }
      const after = this.closeOf(inner) + 1;
      const next = after < this.stop ? this.word[after]! : '';
      if (next !== ')' && !afterBranch.has(next)) return false;
      if (next !== ')') return this.atQueryGroup(inner);
      open = inner;
    }
    return false;
  }

  noteOpaque(start: number, end: number): void {
    if (end > start) this.opaque.push({ start, end });
  }
}

const afterBranch = new Set(['union', 'intersect', 'except', 'minus', 'order', 'limit', 'offset', 'fetch']);

function matchParentheses(tokens: Tokens): readonly number[] {
  const closes = new Array<number>(tokens.count + 1).fill(0);
  const open: number[] = [];
  for (let j = 0; j < tokens.count; j += 1) {
    if (tokens.word[j] === '(') open.push(j);
    else if (tokens.word[j] === ')') {
      const from = open.pop();
      if (from !== undefined) closes[from] = j;
    }
  }
  return closes;
}

/** An empty list that everyone may share. */
export const none: readonly never[] = [];

export const emptyExpressions: readonly Expression[] = none;

function unquote(quoted: string): string {
  const open = quoted.charCodeAt(0);
  const inner = quoted.slice(1, -1);
  if (open === 91) return inner;
  const mark = quoted[0]!;
  return inner.includes(mark) ? inner.replaceAll(mark + mark, mark) : inner;
}

function unquoteString(token: string, backslash: boolean): string {
  if (token.startsWith('$')) {
    const tag = token.indexOf('$', 1) + 1;
    return token.slice(tag, -tag);
  }
  const open = token.search(/['"]/);
  const mark = token[open] ?? "'";
  let inner = token.slice(open + 1, -1);
  if (inner.includes(mark + mark)) inner = inner.replaceAll(mark + mark, mark);
  if (backslash && inner.includes('\\')) inner = inner.replaceAll(/\\(.)/gs, '$1');
  return inner;
}
