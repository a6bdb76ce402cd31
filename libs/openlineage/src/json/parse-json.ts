import { endOfString } from './end-of-string';

export type ParsedJson = { readonly value: unknown } | { readonly error: 'malformed' | 'too-deep' };

/** Deeper than anything a producer sends (Spark's logical plans reach some 60); shallow enough for every recursive reader after us. */
const MAX_DEPTH = 1000;

/**
 * Reads JSON as producers write it: a byte-order mark in front, and the NaN and Infinity that Python's json.dumps emits (read as null).
 * The value of a repeated key is the last one.
 */
export function parseJson(text: string): ParsedJson {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (isTooDeep(bare)) return { error: 'too-deep' };
  const strict = tryParse(bare);
  if (strict !== undefined) return strict;
  if (!/\b(?:NaN|Infinity)\b/.test(bare)) return { error: 'malformed' };
  return tryParse(withoutNaN(bare)) ?? { error: 'malformed' };
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Strings are matched first and kept, so that a NaN inside one survives. */
const withoutNaN = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) => (token[0] === '"' ? token : 'null'));

/** True when objects and lists lie deeper in each other than any event's. */
export const isTooDeep = (text: string): boolean => mayBeDeep(text) && depthOf(text) > MAX_DEPTH;

/** Most texts open fewer objects and lists than that altogether, which is counted far faster than levels are. */
function mayBeDeep(text: string): boolean {
  let opened = 0;
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      opened += 1;
      if (opened > MAX_DEPTH) return true;
    }
  return false;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= MAX_DEPTH; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i) - 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}
