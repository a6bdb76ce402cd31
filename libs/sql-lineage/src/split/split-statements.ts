import type { Dialect } from '../dialect/dialect';
import { traitsOf } from '../dialect/traits';
import { tokenize } from './tokenize';
import { T, type Tokens } from './tokens';

/** A statement of a script with its place in the script's text. */
export interface StatementText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Cuts a script at its semicolons; comments around a statement belong to none, empty statements are left away. */
export function splitStatements(sql: string, dialect: Dialect): readonly StatementText[] {
  const tokens = tokenize(sql, traitsOf(dialect));
  const statements: StatementText[] = [];
  let first = 0;
  const cut = (to: number): void => {
    if (to > first) {
      const start = tokens.start[first]!;
      const end = tokens.end[to - 1]!;
      statements.push({ text: sql.slice(start, end), start, end });
    }
  };
  for (let i = 0; i < tokens.count; i += 1) {
    if (first === i && opensBlock(tokens, i)) i = blockEnd(tokens, i);
    if (i < tokens.count && (tokens.word[i] === ';' || isBatchEnd(tokens, i, dialect))) {
      cut(i);
      first = i + 1;
    }
  }
  cut(tokens.count);
  return statements;
}

/** T-SQL's `GO` alone on its line. */
function isBatchEnd(tokens: Tokens, i: number, dialect: Dialect): boolean {
  if (dialect !== 'tsql' || tokens.kind[i] !== T.word) return false;
  const start = tokens.start[i]!;
  const end = tokens.end[i]!;
  if (end - start !== 2 || tokens.text.slice(start, end).toLowerCase() !== 'go') return false;
  const lineStart = tokens.text.lastIndexOf('\n', start) + 1;
  return tokens.text.slice(lineStart, start).trim() === '';
}

/** True at a CREATE whose body may be a bare BEGIN … END with semicolons of its own. */
function opensBlock(tokens: Tokens, at: number): boolean {
  if (tokens.word[at] !== 'create') return false;
  for (let i = at + 1; i < tokens.count && i < at + 6; i += 1) {
    const w = tokens.word[i];
    if (w === 'procedure' || w === 'proc' || w === 'function' || w === 'trigger') return true;
  }
  return false;
}

/** The index of the semicolon that ends the routine which starts at `at`. */
function blockEnd(tokens: Tokens, at: number): number {
  let depth = 0;
  let bare = false;
  for (let i = at; i < tokens.count; i += 1) {
    const w = tokens.word[i];
    const next = tokens.word[i + 1];
    if (w === 'begin' && next !== 'transaction' && next !== ';') {
      depth += 1;
      bare = true;
    } else if (w === 'case' || (bare && w === 'if' && tokens.word[i - 1] !== 'end' && isBlockIf(tokens, i))) {
      depth += 1;
    } else if (w === 'end' && depth > 0) {
      depth -= 1;
      if (next === 'if' || next === 'case' || next === 'loop' || next === 'while') i += 1;
    } else if (w === ';' && depth === 0) return i;
  }
  return tokens.count;
}

/** `IF c THEN … END IF`, unlike T-SQL's `IF c statement`. */
function isBlockIf(tokens: Tokens, at: number): boolean {
  for (let i = at + 1; i < tokens.count; i += 1) {
    if (tokens.word[i] === 'then') return true;
    if (tokens.word[i] === ';') return false;
  }
  return false;
}
