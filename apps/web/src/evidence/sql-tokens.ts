export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'text';

export interface SqlToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly marked: boolean;
}

const keywords = new Set(
  (
    'all alter and any append as asc between by case cast coalesce copy create cross current date default delete desc ' +
    'distinct drop else end except exists external false filter first following from full group having if ilike in inner ' +
    'insert intersect interval into is join last lateral left like limit matched materialized merge not null nulls offset ' +
    'on or order outer over overwrite partition partitioned preceding qualify range rename replace right row rows select ' +
    'set similar sum count avg min max table temp temporary then to true truncate unbounded union unload unnest update using ' +
    'values view when where window with'
  ).split(' '),
);

// One alternative per kind, tried in order; anything else is a single character of plain text.
const pattern =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^']|'')*(?:'|$))|(?<quoted>"(?:[^"]|"")*(?:"|$))|(?<number>\b\d+(?:\.\d+)?\b)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<rest>\s+|[\s\S])/gu;

function kindOf(groups: Record<string, string | undefined>): TokenKind {
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['string'] !== undefined) return 'string';
  if (groups['number'] !== undefined) return 'number';
  return keywords.has(groups['word']?.toLowerCase() ?? '') ? 'keyword' : 'text';
}

/** Cuts a piece at the span's ends, so that a mark may begin or end inside a token. */
function* cut(
  text: string,
  from: number,
  start: number,
  end: number,
): Iterable<{ text: string; marked: boolean }> {
  const edges = [0, start - from, end - from, text.length].map((at) =>
    Math.min(Math.max(at, 0), text.length),
  );
  const [a, b, c, d] = edges as [number, number, number, number];
  for (const [first, last, marked] of [
    [a, b, false],
    [b, c, true],
    [c, d, false],
  ] as const) {
    if (last > first) yield { text: text.slice(first, last), marked };
  }
}

/**
 * Colours for SQL, and the span where an edge is made; joined, the tokens are the text again.
 * Colours are for reading only: lineage comes from the parser, never from here.
 */
export function sqlTokens(sql: string, span: { start: number; end: number } | null): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(pattern)) {
    const kind = kindOf(match.groups ?? {});
    for (const piece of cut(match[0], match.index, span?.start ?? -1, span?.end ?? -1)) {
      const last = tokens.at(-1);
      if (last?.kind === kind && last.marked === piece.marked && kind === 'text') {
        tokens[tokens.length - 1] = { ...last, text: last.text + piece.text };
      } else tokens.push({ kind, ...piece });
    }
  }
  return tokens;
}
