/** An instant as clients read it, to the microsecond: Python's parsers stop there. Null stays null. */
export function instantText(at: Date | string | null): string | null {
  if (at instanceof Date) return at.toISOString();
  return at === null ? null : `${at.slice(0, 26)}Z`;
}
