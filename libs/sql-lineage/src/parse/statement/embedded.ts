import { tokenize } from '../../split/tokenize';
import type { Statement } from '../../tree/statement';
import { Parser } from '../parser';
import { parseStatement } from './statement';

/**
 * Reads SQL that stands inside a string token (UNLOAD, procedure bodies). The text is blanked up to the string and its
 * escapes are replaced by as many characters, so that every span still points into the outer text.
 */
export function parseEmbedded(p: Parser, token: number): Statement | null {
  const text = blankedUpTo(p, token);
  const child = new Parser(tokenize(text, p.traits), p.traits, undefined, p.caseSensitive);
  child.depth = p.depth;
  const statement = parseStatement(child);
  child.eat(';');
  if (!child.done) child.noteOpaque(child.offset(), text.length);
  p.opaque.push(...child.opaque);
  return statement;
}

/** The text inside a string token, at its own place. */
export function blankedUpTo(p: Parser, token: number): string {
  return ' '.repeat(p.tokens.start[token]!) + sameLength(p.tokenText(token), p.traits.backslashEscapes);
}

/** `'it''s'` → ` it' s `: quotes undone without moving a character. */
function sameLength(token: string, backslash: boolean): string {
  if (token.startsWith('$')) {
    const tag = token.indexOf('$', 1) + 1;
    return ' '.repeat(tag) + token.slice(tag, -tag) + ' '.repeat(tag);
  }
  const open = token.indexOf("'") + 1;
  // A doubled quote inside the string is one quote: keep the second where it opens, the first where it closes.
  const inner = requote(token.slice(open, -1), backslash);
  return ' '.repeat(open) + inner + ' ';
}

function requote(body: string, backslash: boolean): string {
  const out: string[] = [];
  let open = false;
  for (let i = 0; i < body.length; i += 1) {
    const c = body[i]!;
    const next = body[i + 1];
    if ((c === "'" && next === "'") || (backslash && c === '\\' && next === "'")) {
      out.push(open ? "'" : ' ', open ? ' ' : "'");
      open = !open;
      i += 1;
    } else out.push(c);
  }
  return out.join('');
}
