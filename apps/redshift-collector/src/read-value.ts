import type { Row } from '@tributary/warehouse';

/** A text column without the blanks that CHAR columns end with; NULL is empty. */
export const textOf = (row: Row, column: string): string => String(row[column] ?? '').trimEnd();

/** A text column, null when it is NULL or blank. */
export const textOrNull = (row: Row, column: string): string | null => textOf(row, column) || null;

/** A small whole number. */
export function integerOf(row: Row, column: string): number {
  const value = Number(row[column]);
  if (!Number.isSafeInteger(value))
    throw new Error(`column '${column}' should hold a whole number, and holds '${String(row[column])}'`);
  return value;
}
