import type { Dialect } from '../dialect/dialect';
import { traitsOf } from '../dialect/traits';
import { datasetUri } from '../paths/dataset-uri';
import { tokenize } from '../split/tokenize';
import { T, type Tokens } from '../split/tokens';
import { countWithoutTail, normalToken } from './normalize-sql';

/**
 * The statement without its literals: `where a = 5 and b in (1, 2)` → `where a = ? and b in ( ? )`.
 * Literals that are lineage stay: paths (without their partition tails), PIVOT's IN list, ordinals of GROUP BY and ORDER BY.
 */
export function shapeOfSql(sql: string, dialect: Dialect): string {
  return shape(tokenize(sql, traitsOf(dialect)), dialect, 0).join(' ');
}

/** UNLOAD's query stands in a string of its own; deeper than one string in a string nobody writes. */
const DEEPEST_STRING = 2;

function shape(tokens: Tokens, dialect: Dialect, depth: number): string[] {
  const out: string[] = [];
  const count = countWithoutTail(tokens);
  let ordinals = false;
  let pivotAt = -1;
  for (let i = 0; i < count; i += 1) {
    const kind = tokens.kind[i];
    const word = tokens.word[i]!;
    if (word === 'pivot' || word === 'unpivot') pivotAt = closeOf(tokens, i + 1, count);
    if (word === 'by') ordinals = true;
    else if (ordinals && endsOrdinals(word)) ordinals = false;
    const keeps = i < pivotAt || (ordinals && kind === T.number && isOrdinal(tokens, i));
    if ((kind === T.string && !keeps) || (kind === T.number && !keeps) || kind === T.param) {
      push(out, literal(tokens, i, dialect, depth));
    } else out.push(normalToken(tokens, i));
  }
  return out;
}

/** Appends a literal; a further one of the same list, or a further row of the same shape, adds nothing. */
function push(out: string[], text: string): void {
  if (text === '?' && out.at(-1) === ',' && out.at(-2) === '?') {
    out.pop();
    return;
  }
  out.push(text);
}

function literal(tokens: Tokens, i: number, dialect: Dialect, depth: number): string {
  if (tokens.kind[i] !== T.string) return '?';
  const text = tokens.text.slice(tokens.start[i]!, tokens.end[i]!);
  const dollar = text.startsWith('$') ? text.indexOf('$', 1) + 1 : 1;
  const body = text.slice(dollar, -dollar);
  if (body.includes('://') && !/\s/.test(body)) return `'${datasetUri(body)}'`;
  const beforeParenthesis = tokens.word[i - 1] === '(' && tokens.word[i - 2] === 'unload';
  if (beforeParenthesis && depth < DEEPEST_STRING) {
    const inner = body.replaceAll("''", "'").replaceAll("\\'", "'");
    return `'${shape(tokenize(inner, traitsOf(dialect)), dialect, depth + 1).join(' ')}'`;
  }
  return '?';
}

const endsOrdinals = (word: string): boolean =>
  word === ')' ||
  word === ';' ||
  word === 'limit' ||
  word === 'having' ||
  word === 'union' ||
  word === 'where' ||
  word === 'offset' ||
  word === 'rows' ||
  word === 'range' ||
  word === 'qualify' ||
  word === 'select';

const isOrdinal = (tokens: Tokens, i: number): boolean => {
  const before = tokens.word[i - 1];
  const after = i + 1 < tokens.count ? tokens.word[i + 1]! : '';
  return (
    (before === 'by' || before === ',') && after !== '+' && after !== '-' && after !== '*' && after !== '/'
  );
};

function closeOf(tokens: Tokens, open: number, count: number): number {
  if (tokens.word[open] !== '(') return -1;
  let depth = 0;
  for (let i = open; i < count; i += 1) {
    if (tokens.word[i] === '(') depth += 1;
    else if (tokens.word[i] === ')' && (depth -= 1) === 0) return i;
  }
  return count;
}
