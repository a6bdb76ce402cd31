import type { Traits } from '../dialect/traits';
import { internalized } from './internalized';
import { hashStep, keywordAt } from './keywords';
import { T, type Tokens } from './tokens';

/** What a character can be part of, as bits. */
const enum C {
  word = 1,
  digit = 2,
  space = 4,
  operator = 8,
}

const classes = new Uint8Array(128);
for (let c = 0; c < 128; c += 1) {
  const s = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(s)) classes[c] = C.word;
  else if (/[0-9]/.test(s)) classes[c] = C.digit;
  else if (c <= 32) classes[c] = C.space;
  else if ('+-*/<>=~!@#%^&|:'.includes(s)) classes[c] = C.operator;
}

const operators = new Map(
  internalized(
    '|| :: <= >= <> != => -> ->> == <=> := ** ~* !~ !~* ~~ ~~* !~~ #> #>> #- @> <@ && << >> @@ ?| |/ ||/ ^= ||= |> <->'.split(
      ' ',
    ),
  ).map((operator) => [operator, operator]),
);
const single: string[] = [];
for (let c = 0; c < 128; c += 1) single.push(String.fromCharCode(c));

/** Reads a text into tokens; white space and comments leave none. Never throws and never reads a character twice over. */
export function tokenize(text: string, traits: Traits): Tokens {
  const first = scan(text, traits, traits.backslashEscapes);
  if (!first.unterminated || !traits.backslashEscapes) return first;
  // `escape '\'` is a whole string where standard_conforming_strings is on; only the end of the text can tell.
  const second = scan(text, traits, false);
  return second.unterminated ? first : second;
}

/** Lists that are not in use. */
const spare: TokenList[] = [];

/** No rule looks further ahead than this. */
const LOOK_AHEAD = 8;

/** A list as long as this is not kept: what it holds would be held for ever. */
const MOST_KEPT = 100_000;

/**
 * Gives tokens back that nobody will look at again, so that the next text is read into the same arrays. Large inputs need it:
 * their tokens were a third of what the collector had to copy, and twice the text then cost three times as much.
 */
export function releaseTokens(tokens: Tokens): void {
  if (!(tokens instanceof TokenList) || tokens.kind.length > MOST_KEPT || spare.includes(tokens)) return;
  tokens.text = '';
  spare.push(tokens);
}

/** Tokens while they are found. Plain arrays: typed ones lie outside V8's heap, which cost 3 µs a statement. */
class TokenList implements Tokens {
  readonly kind: number[] = [];
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly word: string[] = [];
  count = 0;
  unterminated = false;
  text = '';

  begin(text: string): void {
    this.text = text;
    this.count = 0;
    this.unterminated = false;
  }

  add(kind: number, start: number, end: number, word: string): void {
    const i = this.count;
    this.count = i + 1;
    if (i < this.kind.length) {
      this.kind[i] = kind;
      this.start[i] = start;
      this.end[i] = end;
      this.word[i] = word;
      return;
    }
    this.kind.push(kind);
    this.start.push(start);
    this.end.push(end);
    this.word.push(word);
  }

  /** Ends the text: whoever looks a few tokens ahead finds nothing there. */
  finish(): void {
    const { count } = this;
    const { length } = this.text;
    for (let k = 0; k < LOOK_AHEAD; k += 1) this.add(T.end, length, length, '');
    this.count = count;
  }

  /** A token that needs an end of its own: `end` lies behind the text where there is none. Returns where reading goes on. */
  fenced(kind: number, start: number, end: number): number {
    const { length } = this.text;
    if (end > length) this.unterminated = true;
    const to = end > length ? length : end;
    this.add(kind, start, to, '');
    return to;
  }

  /** After an operand a dot or colon navigates; elsewhere it starts a number or a parameter. */
  endsOperand(): boolean {
    const last = this.count - 1;
    if (last < 0) return false;
    const kind = this.kind[last]!;
    const word = this.word[last]!;
    if (kind === T.op) return word === ')' || word === ']';
    return kind === T.quoted || (kind === T.word && word === '') || kind === T.param;
  }
}

function scan(text: string, traits: Traits, backslash: boolean): Tokens {
  const { length } = text;
  const found = spare.pop() ?? new TokenList();
  found.begin(text);
  const { hashComments, doubleQuoteString } = traits;

  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    const cls = c < 128 ? classes[c]! : isWideSpace(c) ? C.space : C.word;
    if (cls === C.space) {
      i += 1;
      continue;
    }
    if (
      cls === C.word ||
      (c === 35 && !hashComments && isWordAt(text, i + 1)) ||
      (c === 64 && isWordAt(text, i + 1))
    ) {
      let p = i;
      let hash = 0;
      for (; p < length; p += 1) {
        const d = text.charCodeAt(p);
        if (d < 128) {
          if (d >= 65 && d <= 90) hash = hashStep(hash, d + 32);
          else if ((classes[d]! & (C.word | C.digit)) !== 0 || d === 36) hash = hashStep(hash, d);
          else if ((d === 35 || d === 64) && (p === i || (d === 35 && !hashComments)))
            hash = hashStep(hash, d);
          else break;
        } else if (isWideSpace(d)) {
          break;
        }
      }
      if (p - i <= 2 && p < length) {
        const to = prefixedEnd(text, i, p, doubleQuoteString, backslash);
        if (to !== 0) {
          i = found.fenced(T.string, i, to);
          continue;
        }
      }
      found.add(T.word, i, p, keywordAt(text, i, p, hash));
      i = p;
      continue;
    }
    if (cls === C.digit || (c === 46 && isDigitAt(text, i + 1) && !found.endsOperand())) {
      const p = numberEnd(text, i);
      if (isWordAt(text, p) && text.charCodeAt(p - 1) !== 46) {
        let e = p;
        while (e < length && isWordPart(text.charCodeAt(e))) e += 1;
        found.add(isNumberSuffix(text, p, e) ? T.number : T.word, i, e, '');
        i = e;
      } else {
        found.add(T.number, i, p, '');
        i = p;
      }
      continue;
    }
    if (c === 39) {
      const triple = doubleQuoteString && traits.dottedQuotes && text.startsWith("'''", i);
      const to = triple ? tripleEnd(text, i, "'''") : closing(text, i, 39, backslash);
      i = found.fenced(T.string, i, to);
      continue;
    }
    if (c === 34) {
      if (traits.dottedQuotes && text.startsWith('"""', i))
        i = found.fenced(T.string, i, tripleEnd(text, i, '"""'));
      else {
        const to = closing(text, i, 34, doubleQuoteString && backslash);
        i = found.fenced(doubleQuoteString ? T.string : T.quoted, i, to);
      }
      continue;
    }
    if (c === 96) {
      i = found.fenced(T.quoted, i, closing(text, i, 96, false));
      continue;
    }
    if (c === 91 && traits.bracketIdentifiers) {
      i = found.fenced(T.quoted, i, endAfter(text, ']', i));
      continue;
    }
    const next = codeAt(text, i + 1);
    if (
      (c === 45 && next === 45) ||
      (c === 35 && hashComments) ||
      (c === 47 && next === 47 && traits.dialect === 'snowflake')
    ) {
      i = lineEnd(text, i);
      continue;
    }
    if (c === 47 && next === 42) {
      const to = commentEnd(text, i, traits.nestedComments);
      if (to < 0) found.unterminated = true;
      i = to < 0 ? length : to;
      continue;
    }
    if (c === 36) {
      if (next === 123) {
        const to = text.indexOf('}', i);
        found.add(T.param, i, to < 0 ? length : to + 1, '');
        i = to < 0 ? length : to + 1;
        continue;
      }
      let p = i + 1;
      while (p < length && isWordPart(text.charCodeAt(p)) && text.charCodeAt(p) !== 36) p += 1;
      if (traits.dollarQuotes && codeAt(text, p) === 36 && !isDigitAt(text, i + 1)) {
        i = found.fenced(T.string, i, endAfter(text, text.slice(i, p + 1), p + 1));
        continue;
      }
      found.add(traits.dialect === 'snowflake' || p === i + 1 ? T.word : T.param, i, p, '');
      i = p;
      continue;
    }
    if (c === 63) {
      found.add(T.param, i, i + 1, '');
      i += 1;
      continue;
    }
    if (c === 123 && (next === 123 || next === 37)) {
      const to = Math.min(length, endAfter(text, next === 123 ? '}}' : '%}', i));
      found.add(T.param, i, to, '');
      i = to;
      continue;
    }
    if (c === 58 && next !== 58 && isWordAt(text, i + 1) && !found.endsOperand()) {
      let p = i + 1;
      while (p < length && isWordPart(text.charCodeAt(p))) p += 1;
      found.add(T.param, i, p, '');
      i = p;
      continue;
    }
    if (cls === C.operator) {
      let p = i + 1;
      while (p < length && p < i + 3) {
        const d = text.charCodeAt(p);
        if (d >= 128 || (classes[d] !== C.operator && d !== 63)) break;
        p += 1;
      }
      let op: string | undefined;
      for (; p > i + 1; p -= 1) {
        op = operators.get(text.slice(i, p));
        if (op !== undefined) break;
      }
      found.add(T.op, i, p, op ?? single[c]!);
      i = p;
      continue;
    }
    found.add(T.op, i, i + 1, c < 128 ? single[c]! : '');
    i += 1;
  }
  found.finish();
  return found;
}

/** The position after the quote that closes the one at `open`, or behind the text. */
function closing(text: string, open: number, quote: number, escapes: boolean): number {
  const { length } = text;
  let p = open + 1;
  while (p < length) {
    const c = text.charCodeAt(p);
    if (c === 92 && escapes) {
      p += 2;
    } else if (c === quote) {
      if (p + 1 >= length || text.charCodeAt(p + 1) !== quote) return p + 1;
      p += 2;
    } else {
      p += 1;
    }
  }
  return length + 1;
}

/** The end of a string whose prefix is the word at `from`: `e'…'`, `r"…"`, `u&'…'`; 0 where none starts behind the word. */
function prefixedEnd(
  text: string,
  from: number,
  to: number,
  doubleQuoteString: boolean,
  backslash: boolean,
): number {
  const q = text.charCodeAt(to);
  const unicode = q === 38 && isUnicodeQuote(text, from, to);
  if (q !== 39 && !(q === 34 && doubleQuoteString) && !unicode) return 0;
  const prefix = text.charCodeAt(from) | 32;
  if (to - from === 1 ? !isStringPrefix(prefix) : !doubleQuoteString) return 0;
  if (q === 34) return closing(text, to, 34, backslash);
  return closing(text, unicode ? to + 1 : to, 39, prefix === 101 || backslash);
}

/** `e`, `n`, `x`, `b`, `r`, `u`. */
const isStringPrefix = (code: number): boolean =>
  code === 101 || code === 110 || code === 120 || code === 98 || code === 114 || code === 117;

const isWideSpace = (c: number): boolean =>
  c === 0xa0 || c === 0xfeff || (c >= 0x2000 && c <= 0x200b) || c === 0x3000;

/** The position after the next `mark`, or behind the text. */
function endAfter(text: string, mark: string, from: number): number {
  const close = text.indexOf(mark, from);
  return close < 0 ? text.length + 1 : close + mark.length;
}

const isWordPart = (c: number): boolean => c >= 128 || (classes[c]! & (C.word | C.digit)) !== 0 || c === 36;

/** The code unit there; 0, which no rule asks for, behind the text: reading beyond it costs optimised code its life. */
const codeAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);

function isWordAt(text: string, at: number): boolean {
  const c = codeAt(text, at);
  if (c >= 128) return c !== 0xa0;
  return classes[c] === C.word || ((c === 35 || c === 64) && isLetterAt(text, at + 1));
}

function isLetterAt(text: string, at: number): boolean {
  const c = codeAt(text, at);
  return c < 128 && classes[c] === C.word;
}

const isDigitAt = (text: string, at: number): boolean => {
  const c = codeAt(text, at);
  return c >= 48 && c <= 57;
};

const isUnicodeQuote = (text: string, from: number, to: number): boolean =>
  to - from === 1 && (text.charCodeAt(from) | 32) === 117 && codeAt(text, to + 1) === 39;

function numberEnd(text: string, at: number): number {
  let p = at;
  while (isDigitAt(text, p) || (codeAt(text, p) === 95 && isDigitAt(text, p + 1))) p += 1;
  if (codeAt(text, p) === 46) p = digitsEnd(text, p + 1);
  if ((codeAt(text, p) | 32) === 101) {
    const sign = codeAt(text, p + 1);
    const q = sign === 43 || sign === 45 ? p + 2 : p + 1;
    if (isDigitAt(text, q)) p = digitsEnd(text, q);
  }
  return p;
}

function digitsEnd(text: string, at: number): number {
  let p = at;
  while (isDigitAt(text, p)) p += 1;
  return p;
}

/** `1L`, `2.0BD`, `0xFF` are numbers; `1st_visit` is a Hive identifier. */
function isNumberSuffix(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from) | 32;
  if (first === 120) return true;
  if (to - from === 1)
    return first === 108 || first === 100 || first === 102 || first === 115 || first === 121;
  return to - from === 2 && first === 98 && (text.charCodeAt(from + 1) | 32) === 100;
}

function tripleEnd(text: string, at: number, fence: string): number {
  const close = text.indexOf(fence, at + 3);
  return close < 0 ? text.length + 1 : close + 3;
}

function lineEnd(text: string, at: number): number {
  const n = text.indexOf('\n', at);
  return n < 0 ? text.length : n + 1;
}

function commentEnd(text: string, at: number, nested: boolean): number {
  if (!nested) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? -1 : close + 2;
  }
  let depth = 1;
  for (let p = at + 2; p < text.length; p += 1) {
    const c = text.charCodeAt(p);
    if (c === 42 && text.charCodeAt(p + 1) === 47) {
      depth -= 1;
      p += 1;
      if (depth === 0) return p + 1;
    } else if (c === 47 && text.charCodeAt(p + 1) === 42) {
      depth += 1;
      p += 1;
    }
  }
  // An unbalanced `/*` inside a comment is common in real text: fall back to the first end.
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? -1 : close + 2;
}
