const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\\': '\\\\' };

/**
 * Cuts a statement into rows as Redshift's system views store it: control characters and backslashes as two characters, rows of `width` bytes
 * padded with blanks, neither an escape nor a character split between rows.
 * `cutText('a\nb', 3)` is `['a\\n', 'b  ']`.
 */
export function cutText(sql: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  let bytes = 0;
  const close = (): void => {
    rows.push(row + ' '.repeat(width - bytes));
    row = '';
    bytes = 0;
  };
  for (const character of sql) {
    const stored = ESCAPES[character] ?? character;
    const size = Buffer.byteLength(stored);
    if (bytes + size > width) close();
    row += stored;
    bytes += size;
  }
  if (row !== '' || rows.length === 0) close();
  return rows;
}
