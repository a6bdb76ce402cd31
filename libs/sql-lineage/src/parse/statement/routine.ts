import { tokenize } from '../../split/tokenize';
import { T, type Tokens } from '../../split/tokens';
import type { Statement } from '../../tree/statement';
import { blankedUpTo } from './embedded';
import { ParseAbort, Parser } from '../parser';
import { parseStatement } from './statement';

/** Words that start a statement whose text stands in a routine as it is. */
const starters = new Set([
  'select',
  'with',
  'insert',
  'update',
  'delete',
  'merge',
  'create',
  'drop',
  'truncate',
  'alter',
  'copy',
  'unload',
]);

/** Words and marks behind which a statement of a routine may start. */
const openers = new Set([';', 'begin', 'then', 'else', 'loop', 'do', 'as', 'is', 'declare']);

/**
 * The statements of a routine's body that stand there literally, in their order. Control flow is passed over (each
 * branch may run), dynamic SQL stays unread, and variables are values without a source.
 */
export function parseRoutine(p: Parser, body: number): Statement[] {
  const string = p.kind[body] === T.string;
  const tokens = string ? tokenize(blankedUpTo(p, body), p.traits) : p.tokens;
  const first = string ? 0 : body;
  const kind = withoutVariables(tokens, variablesOf(p, body, tokens, first), first);
  const statements: Statement[] = [];
  for (let i = first; i < tokens.count; i += 1) {
    if (!starters.has(tokens.word[i]!) || !startsHere(tokens, i, first)) continue;
    const stop = endOf(tokens, i);
    const inner = new Parser(
      { ...tokens, kind: kind.kind, word: kind.word },
      p.traits,
      stop,
      p.caseSensitive,
    );
    inner.i = i;
    inner.depth = p.depth;
    try {
      const statement = parseStatement(inner);
      const loops = statement.kind === 'query' && tokens.word[i - 1] === 'in';
      statements.push(
        loops
          ? {
              kind: 'loop',
              record: inner.nameAt(i - 2),
              query: statement.query,
              start: statement.start,
              end: statement.end,
            }
          : statement,
      );
      if (!inner.done) inner.noteOpaque(inner.offset(), tokens.end[stop - 1]!);
      p.opaque.push(...inner.opaque);
    } catch (error) {
      if (!(error instanceof ParseAbort)) throw error;
      p.noteOpaque(tokens.start[i]!, tokens.end[stop - 1]!);
    }
    i = stop;
  }
  return statements;
}

/** A statement stands at the start of the body, behind an opener, or in `FOR r IN SELECT … LOOP` and `FOR SELECT`. */
function startsHere(tokens: Tokens, at: number, first: number): boolean {
  if (at === first) return true;
  const before = tokens.word[at - 1]!;
  if (openers.has(before)) return before !== 'as' || at - 1 === first;
  // `FOR r IN SELECT …`, `OPEN c FOR SELECT …`, `DECLARE c CURSOR FOR SELECT …`, `RETURN QUERY SELECT …`.
  return before === 'for' || (before === 'in' && tokens.word[at - 3] === 'for') || isReturnQuery(tokens, at);
}

const isReturnQuery = (tokens: Tokens, at: number): boolean =>
  tokens.word[at - 2] === 'return' &&
  tokens.text.slice(tokens.start[at - 1], tokens.end[at - 1]).toLowerCase() === 'query';

/** The semicolon, or the LOOP of a FOR over a query, that ends the statement at `from`. */
function endOf(tokens: Tokens, from: number): number {
  const loops = tokens.word[from - 1] === 'in';
  let depth = 0;
  for (let i = from; i < tokens.count; i += 1) {
    const w = tokens.word[i];
    if (w === '(') depth += 1;
    else if (w === ')') depth -= 1;
    else if (depth <= 0 && (w === ';' || (loops && w === 'loop'))) return i;
  }
  return tokens.count;
}

/** Parameters and declared variables: the names of the argument list and of DECLARE … BEGIN. */
function variablesOf(p: Parser, body: number, tokens: Tokens, first: number): ReadonlySet<string> {
  const names = new Set<string>();
  const open = p.word.indexOf('(', p.i);
  if (open >= 0 && open < body) {
    const close = p.closeOf(open);
    for (let i = open + 1, starts = true; i < close; i += 1) {
      const w = p.word[i];
      if (starts && w !== 'in' && w !== 'out' && w !== 'inout') {
        if (isName(p.tokens, i)) names.add(p.nameAt(i));
        starts = false;
      }
      if (w === ',') starts = true;
      if (w === '(') i = p.closeOf(i);
    }
  }
  const reader = new Parser(tokens, p.traits, undefined, p.caseSensitive);
  for (let i = first; i < tokens.count; i += 1) {
    if (tokens.word[i] !== 'declare') continue;
    let starts = true;
    for (i += 1; i < tokens.count && tokens.word[i] !== 'begin'; i += 1) {
      if (starts && isName(tokens, i)) names.add(reader.nameAt(i));
      starts = tokens.word[i] === ';';
    }
  }
  return names;
}

const isName = (tokens: Tokens, i: number): boolean =>
  tokens.kind[i] === T.word || tokens.kind[i] === T.quoted;

/** The same tokens with variables read as parameters, which no rule takes for a column or table. */
function withoutVariables(
  tokens: Tokens,
  variables: ReadonlySet<string>,
  first: number,
): Pick<Tokens, 'kind' | 'word'> {
  if (variables.size === 0) return tokens;
  const kind = tokens.kind.slice();
  const word = [...tokens.word];
  for (let i = first; i < tokens.count; i += 1) {
    if (tokens.kind[i] !== T.word || tokens.word[i - 1] === '.') continue;
    const next = tokens.word[i + 1];
    if (next === '.' || next === '(') continue;
    if (!variables.has(tokens.text.slice(tokens.start[i], tokens.end[i]).toLowerCase())) continue;
    kind[i] = T.param;
    word[i] = '';
  }
  return { kind, word };
}
