import type { Dialect } from '../dialect/dialect';
import { traitsOf } from '../dialect/traits';
import { tokenize } from '../split/tokenize';
import { T, type Tokens } from '../split/tokens';

/** One spelling per statement: comments gone, one space between tokens, lower case outside quotes, no final semicolon. */
export function normalizeSql(sql: string, dialect: Dialect): string {
  const tokens = tokenize(sql, traitsOf(dialect));
  const parts: string[] = [];
  const count = countWithoutTail(tokens);
  for (let i = 0; i < count; i += 1) parts.push(normalToken(tokens, i));
  return parts.join(' ');
}

/** The number of tokens without the semicolons that end the statement. */
export function countWithoutTail(tokens: Tokens): number {
  let count = tokens.count;
  while (count > 0 && tokens.word[count - 1] === ';') count -= 1;
  return count;
}

/** A token as it stands in normalised text. */
export function normalToken(tokens: Tokens, i: number): string {
  const word = tokens.word[i]!;
  if (word !== '') return word;
  const text = tokens.text.slice(tokens.start[i]!, tokens.end[i]!);
  return tokens.kind[i] === T.word || tokens.kind[i] === T.number ? text.toLowerCase() : text;
}
