/** Marquez' clients insist on times of creation and change; where none is known they get this one, which nobody takes for real. */
const UNKNOWN = '1970-01-01T00:00:00Z';

/** A time that must be there. */
export const timeOf = (...known: readonly (string | null | undefined)[]): string =>
  known.find((time) => time !== null && time !== undefined) ?? UNKNOWN;
