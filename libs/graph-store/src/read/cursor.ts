/** Where a list goes on: the sort key of the last row handed out. */
export type CursorKey = readonly (string | number)[];

/** A cursor as clients see it: opaque and safe in a URL. */
export const writeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key behind a cursor whose parts are of the given types; null when the text is no such cursor. */
export function readCursor(text: string, types: readonly ('string' | 'number')[]): CursorKey | null {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(key) || key.length !== types.length) return null;
  // Postgres takes no NUL in text, and bigint keys travel as digits.
  const fits = key.every(
    (part, index) =>
      typeof part === types[index] &&
      (typeof part === 'number' ? Number.isSafeInteger(part) : !part.includes('\0')),
  );
  return fits ? (key as CursorKey) : null;
}
