import { appendFile } from 'node:fs/promises';
import { linesOf } from './lines-of';
import type { Sink } from './sink';

/** Appends events to a file, one a line, as OpenLineage's file transport does. */
export const fileSink = (file: string): Sink => ({
  most: 1_000,
  lanes: 1,
  send: (events) => appendFile(file, linesOf(events)),
});
