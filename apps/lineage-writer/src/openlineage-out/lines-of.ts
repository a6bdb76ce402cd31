import type { EmittedEvent } from '@tributary/openlineage';

/** One event a line. */
export const linesOf = (events: readonly EmittedEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
