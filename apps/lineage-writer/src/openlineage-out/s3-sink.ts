import { createHash } from 'node:crypto';
import type { BlobStore } from '@tributary/messaging';
import { linesOf } from './lines-of';
import type { Sink } from './sink';

/** Puts events into objects by the day of the first, `2026/03/01/<hash>.ndjson`: the same events twice are one object. */
export const s3Sink = (objects: Pick<BlobStore, 'put'>): Sink => ({
  most: 1_000,
  lanes: 2,
  send: async (events) => {
    const lines = linesOf(events);
    const day = events[0]!.eventTime.slice(0, 10).replaceAll('-', '/');
    const hash = createHash('sha256').update(lines).digest('hex');
    await objects.put(`${day}/${hash}.ndjson`, Buffer.from(lines));
  },
});
