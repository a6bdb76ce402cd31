/** Thrown at the door for a message that can never be stored; the code goes to the dead-letter queue with it. */
export class UnstorableMessage extends Error {
  override readonly name = 'UnstorableMessage';

  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * An instant with nine fractional digits, so that text order is time order.
 * `2026-03-01T08:00:00.5Z` → `2026-03-01T08:00:00.500000000Z`
 */
export function toInstant(written: string): string {
  const seconds = written.slice(0, 19);
  const parsed = new Date(`${seconds}Z`);
  // The message schema checks digits only; 30 February and the year 0 would stop the database much later.
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== seconds || seconds < '0001') {
    throw new UnstorableMessage('invalid-instant', `no such instant: '${written}'`);
  }
  const fraction = written.slice(19).replace(/[.Z]/g, '');
  return `${seconds}.${fraction.padEnd(9, '0')}Z`;
}
