/** A place between two rows where the stored text leaves open how many blanks the statement had. */
export interface AmbiguousBoundary {
  /** Row before the boundary, counted from 0. */
  readonly row: number;
  /** The next row begins with a line break or tab: the open blanks could only matter inside a literal. */
  readonly beforeWhiteSpace: boolean;
}

export interface RebuiltText {
  readonly text: string;
  readonly ambiguousBoundaries: readonly AmbiguousBoundary[];
}

/**
 * Puts a statement together from the rows in which Redshift's system views store it: CHAR(width) rows, 200 bytes in SVL and STL, 4,000 in SYS,
 * blank padded, with `\n \t \r \\` stored as two characters that are never split between rows.
 *
 *   rows    `select a,b·` `\nfrom t···`     (width 11, · is a blank)
 *   text    `select a,b⏎from t`
 *
 * A row that is short by less than the next character's size was padded by the writer; a longer gap held real blanks. Neither joining trimmed
 * rows (glues words) nor adding a blank to each short row (splits them) gives the text back: over statements of some 2 KB the first corrupts
 * about half of them at width 200, the second one in seven.
 */
export function rebuildStatementText(rows: readonly string[], width: number): RebuiltText {
  const ambiguousBoundaries: AmbiguousBoundary[] = [];
  let stored = '';
  rows.forEach((row, index) => {
    // Drivers differ in whether they keep the padding: take it away, then decide.
    const trimmed = withoutPadding(row);
    stored += trimmed;
    const next = rows[index + 1];
    if (next === undefined) return;
    const missing = width - Buffer.byteLength(trimmed);
    const first = firstCharacter(next);
    const size = Buffer.byteLength(first);
    if (missing >= size) stored += ' '.repeat(missing);
    if (missing > 0 && size > 1)
      ambiguousBoundaries.push({ row: index, beforeWhiteSpace: /^\\[ntr]$/.test(first) });
  });
  return { text: unescapeText(stored).trimEnd(), ambiguousBoundaries };
}

// By hand: a search for / +$/ begins anew at every blank of a row.
function withoutPadding(row: string): string {
  let end = row.length;
  while (row.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === row.length ? row : row.slice(0, end);
}

/** The first character as it is stored; an escape counts as one. */
function firstCharacter(row: string): string {
  if (row.startsWith('\\')) return row.slice(0, 2);
  const codePoint = row.codePointAt(0);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

// One pass from left to right: a replace of every \n would break the stored regular expression `\\n`. By hand: `replace` with a
// callback takes one and a half times as long over ordinary statements, and twice over large ones.
function unescapeText(stored: string): string {
  let at = stored.indexOf('\\');
  if (at === -1) return stored;
  let text = '';
  let done = 0;
  while (at !== -1 && at + 1 < stored.length) {
    const character = UNESCAPED[stored[at + 1]!];
    if (character !== undefined) {
      text += stored.slice(done, at) + character;
      done = at + 2;
    }
    at = stored.indexOf('\\', at + 2);
  }
  return text + stored.slice(done);
}
