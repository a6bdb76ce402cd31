// A statement takes its rows as texts; this many edges are some 2 MB of them.
const ROWS_AT_A_TIME = 5_000;

/** Rows as lists that one statement can take. */
export function inParts<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    parts.push(rows.slice(start, start + ROWS_AT_A_TIME));
  }
  return parts;
}
