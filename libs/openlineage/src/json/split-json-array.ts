import { endOfString } from './end-of-string';

/**
 * The texts of the elements of a JSON array, each exactly as it came; null when the text is no array from its first character to its last.
 * `[ {"a": 1.0} , {} ]` → `{"a": 1.0}`, `{}`. Whether an element is good JSON is for its reader to find out, so that one bad element spoils itself alone.
 */
export function splitJsonArray(text: string): readonly string[] | null {
  const bare = text.trim();
  if (!bare.startsWith('[') || !bare.endsWith(']')) return null;
  const elements: string[] = [];
  let depth = 0;
  let from = 1;
  for (let i = 0; i < bare.length; i += 1) {
    const code = bare.charCodeAt(i);
    if (code === QUOTE) i = endOfString(bare, i) - 1;
    else if (code === COMMA && depth === 1) {
      elements.push(bare.slice(from, i).trim());
      from = i + 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0 && i < bare.length - 1) return null;
    }
  }
  if (depth !== 0) return null;
  const last = bare.slice(from, -1).trim();
  return last === '' && elements.length === 0 ? [] : [...elements, last];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
