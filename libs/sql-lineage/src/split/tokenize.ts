import type { Traits } from '../dialect/traits';
import { hashStep, keywordAt } from './keywords';
import { T, type Tokens } from './tokens';

const WORD = 1;
const DIGIT = 2;
const SPACE = 4;
const OPERATOR = 8;
const classes = new Uint8Array(128);
for (let c = 0; c < 128; c += 1) {
  const s = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(s)) classes[c] = WORD;
  else if (/[0-9]/.test(s)) classes[c] = DIGIT;
  else if (c <= 32) classes[c] = SPACE;
  else if ('+-*/<>=~!@#%^&|:'.includes(s)) classes[c] = OPERATOR;
}

const operators = new Map<string, string>();
for (const op of '|| :: <= >= <> != => -> ->> == <=> := ** ~* !~ !~* ~~ ~~* !~~ #> #>> #- @> <@ && << >> @@ ?| |/ ||/ ^= ||= |> <-> + - * / < > = ~ ! @ # % ^ & | :'.split(
  ' ',
)) {
  operators.set(op, op);
}
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

function scan(text: string, traits: Traits, backslash: boolean): Tokens {
  const length = text.length;
  let capacity = (length >> 2) + 16;
  let kind = new Uint8Array(capacity);
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  const word: string[] = [];
  let count = 0;
  let unterminated = false;

  const push = (k: number, from: number, to: number, w: string): void => {
    if (count + 1 >= capacity) {
      capacity *= 2;
      kind = grow(kind, new Uint8Array(capacity));
      start = grow(start, new Int32Array(capacity));
      end = grow(end, new Int32Array(capacity));
    }
    kind[count] = k;
    start[count] = from;
    end[count] = to;
    word.push(w);
    count += 1;
  };

  /** The position after the quote that closes the one at `open`. */
  const closing = (open: number, quote: number, escapes: boolean): number => {
    let p = open + 1;
    while (p < length) {
      const c = text.charCodeAt(p);
      if (c === 92 && escapes) {
        p += 2;
      } else if (c === quote) {
        if (text.charCodeAt(p + 1) !== quote) return p + 1;
        p += 2;
      } else {
        p += 1;
      }
    }
    unterminated = true;
    return length;
  };

  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    const cls =
      c < 128
        ? classes[c]!
        : c === 0xa0 || c === 0xfeff || (c >= 0x2000 && c <= 0x200b) || c === 0x3000
          ? SPACE
          : WORD;
    if (cls === SPACE) {
      i += 1;
      continue;
    }
    if (
      cls === WORD ||
      (c === 35 && !traits.hashComments && isWordAt(text, i + 1)) ||
      (c === 64 && isWordAt(text, i + 1))
    ) {
      let p = i;
      let hash = 0;
      for (; p < length; p += 1) {
        const d = text.charCodeAt(p);
        if (d < 128) {
          if (d >= 65 && d <= 90) hash = hashStep(hash, d + 32);
          else if (classes[d] === WORD || classes[d] === DIGIT || d === 36) hash = hashStep(hash, d);
          else if ((d === 35 || d === 64) && (p === i || (d === 35 && !traits.hashComments)))
            hash = hashStep(hash, d);
          else break;
        } else if (d === 0xa0 || d === 0xfeff || d === 0x3000 || (d >= 0x2000 && d <= 0x200b)) {
          break;
        }
      }
      const q = text.charCodeAt(p);
      if (
        p - i <= 2 &&
        (q === 39 || (q === 34 && traits.doubleQuoteString) || (q === 38 && isUnicodeQuote(text, i, p)))
      ) {
        const quoteAt = q === 38 ? p + 1 : p;
        const prefix = text.charCodeAt(i) | 32;
        const known =
          p - i === 1
            ? prefix === 101 ||
              prefix === 110 ||
              prefix === 120 ||
              prefix === 98 ||
              prefix === 114 ||
              prefix === 117
            : traits.doubleQuoteString;
        if (known && text.charCodeAt(quoteAt) !== 34) {
          const to = closing(quoteAt, 39, prefix === 101 || backslash);
          push(T.string, i, to, '');
          i = to;
          continue;
        }
        if (known && q === 34) {
          const to = closing(p, 34, backslash);
          push(T.string, i, to, '');
          i = to;
          continue;
        }
      }
      push(T.word, i, p, keywordAt(text, i, p, hash));
      i = p;
      continue;
    }
    if (
      cls === DIGIT ||
      (c === 46 && classes[text.charCodeAt(i + 1)] === DIGIT && !endsOperand(count, kind, word))
    ) {
      const p = numberEnd(text, i);
      if (isWordAt(text, p) && text.charCodeAt(p - 1) !== 46) {
        let e = p;
        while (e < length && isWordPart(text.charCodeAt(e))) e += 1;
        push(isNumberSuffix(text, p, e) ? T.number : T.word, i, e, '');
        i = e;
      } else {
        push(T.number, i, p, '');
        i = p;
      }
      continue;
    }
    if (c === 39) {
      let to: number;
      if (
        traits.doubleQuoteString &&
        text.charCodeAt(i + 1) === 39 &&
        text.charCodeAt(i + 2) === 39 &&
        traits.dottedQuotes
      ) {
        to = tripleEnd(text, i, "'''");
        if (to > length) unterminated = true;
      } else {
        to = closing(i, 39, backslash);
      }
      push(T.string, i, Math.min(to, length), '');
      i = to;
      continue;
    }
    if (c === 34) {
      if (traits.dottedQuotes && text.startsWith('"""', i)) {
        const to = tripleEnd(text, i, '"""');
        if (to > length) unterminated = true;
        push(T.string, i, Math.min(to, length), '');
        i = to;
        continue;
      }
      const to = closing(i, 34, traits.doubleQuoteString && backslash);
      push(traits.doubleQuoteString ? T.string : T.quoted, i, to, '');
      i = to;
      continue;
    }
    if (c === 96) {
      const to = closing(i, 96, false);
      push(T.quoted, i, to, '');
      i = to;
      continue;
    }
    if (c === 91 && traits.bracketIdentifiers) {
      const close = text.indexOf(']', i);
      const to = close < 0 ? length : close + 1;
      if (close < 0) unterminated = true;
      push(T.quoted, i, to, '');
      i = to;
      continue;
    }
    const next = text.charCodeAt(i + 1);
    if (
      (c === 45 && next === 45) ||
      (c === 35 && traits.hashComments) ||
      (c === 47 && next === 47 && traits.dialect === 'snowflake')
    ) {
      i = lineEnd(text, i);
      continue;
    }
    if (c === 47 && next === 42) {
      const to = commentEnd(text, i, traits.nestedComments);
      if (to < 0) unterminated = true;
      i = to < 0 ? length : to;
      continue;
    }
    if (c === 36) {
      if (next === 123) {
        const close = text.indexOf('}', i);
        const to = close < 0 ? length : close + 1;
        push(T.param, i, to, '');
        i = to;
        continue;
      }
      let p = i + 1;
      while (p < length && isWordPart(text.charCodeAt(p)) && text.charCodeAt(p) !== 36) p += 1;
      if (traits.dollarQuotes && text.charCodeAt(p) === 36 && classes[next] !== DIGIT) {
        const close = text.indexOf(text.slice(i, p + 1), p + 1);
        const to = close < 0 ? length : close + (p + 1 - i);
        if (close < 0) unterminated = true;
        push(T.string, i, to, '');
        i = to;
        continue;
      }
      push(traits.dialect === 'snowflake' || p === i + 1 ? T.word : T.param, i, p, '');
      i = p;
      continue;
    }
    if (c === 63) {
      push(T.param, i, i + 1, '');
      i += 1;
      continue;
    }
    if (c === 123 && (next === 123 || next === 37)) {
      const close = text.indexOf(next === 123 ? '}}' : '%}', i);
      const to = close < 0 ? length : close + 2;
      push(T.param, i, to, '');
      i = to;
      continue;
    }
    if (c === 58 && next !== 58 && isWordAt(text, i + 1) && !endsOperand(count, kind, word)) {
      let p = i + 1;
      while (p < length && isWordPart(text.charCodeAt(p))) p += 1;
      push(T.param, i, p, '');
      i = p;
      continue;
    }
    if (cls === OPERATOR) {
      let p = i + 1;
      while (p < length && p < i + 3) {
        const d = text.charCodeAt(p);
        if (d >= 128 || (classes[d] !== OPERATOR && d !== 63)) break;
        p += 1;
      }
      let op: string | undefined;
      for (; p > i + 1; p -= 1) {
        op = operators.get(text.slice(i, p));
        if (op !== undefined) break;
      }
      push(T.op, i, p, op ?? single[c]!);
      i = p;
      continue;
    }
    push(T.op, i, i + 1, c < 128 ? single[c]! : '');
    i += 1;
  }
  const total = count;
  push(T.end, length, length, '');
  return { text, count: total, kind, start, end, word, unterminated };
}

function grow<A extends Uint8Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function isWordPart(c: number): boolean {
  return c >= 128 ? true : classes[c] === WORD || classes[c] === DIGIT || c === 36;
}

function isWordAt(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (Number.isNaN(c)) return false;
  return c >= 128
    ? c !== 0xa0
    : classes[c] === WORD || ((c === 35 || c === 64) && (classes[text.charCodeAt(at + 1)] ?? 0) === WORD);
}

const isUnicodeQuote = (text: string, from: number, to: number): boolean =>
  to - from === 1 && (text.charCodeAt(from) | 32) === 117 && text.charCodeAt(to + 1) === 39;

/** After an operand a dot or colon navigates; elsewhere it starts a number or a parameter. */
function endsOperand(count: number, kind: Uint8Array, word: readonly string[]): boolean {
  if (count === 0) return false;
  const k = kind[count - 1]!;
  if (k === T.op) return word[count - 1] === ')' || word[count - 1] === ']';
  return k === T.quoted || (k === T.word && word[count - 1] === '') || k === T.param;
}

function numberEnd(text: string, at: number): number {
  let p = at;
  while (
    classes[text.charCodeAt(p)] === DIGIT ||
    (text.charCodeAt(p) === 95 && classes[text.charCodeAt(p + 1)] === DIGIT)
  )
    p += 1;
  if (text.charCodeAt(p) === 46) {
    p += 1;
    while (classes[text.charCodeAt(p)] === DIGIT) p += 1;
  }
  if ((text.charCodeAt(p) | 32) === 101) {
    const sign = text.charCodeAt(p + 1);
    const q = sign === 43 || sign === 45 ? p + 2 : p + 1;
    if (classes[text.charCodeAt(q)] === DIGIT) {
      p = q;
      while (classes[text.charCodeAt(p)] === DIGIT) p += 1;
    }
  }
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
