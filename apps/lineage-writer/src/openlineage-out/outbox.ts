import { createHash } from 'node:crypto';
import { ClaimMissingError, type ObjectFolder } from '@tributary/messaging';
import type { EmittedEvent } from '@tributary/openlineage';
import type { Clock } from '@tributary/service-kit';
import { linesOf } from './lines-of';

/** Events that are not out yet, kept where they outlive the process: one object for what one batch of messages says. */
export interface Outbox {
  /** Resolves with the parcel's name once it is safe. */
  keep(events: readonly EmittedEvent[]): Promise<string>;
  /** Parcels that were kept before an instant, oldest first. */
  keptBefore(instant: Date): Promise<readonly string[]>;
  /** Null: another process has sent it meanwhile. */
  open(parcel: string): Promise<readonly EmittedEvent[] | null>;
  /** All of it has arrived. */
  discard(parcel: string): Promise<void>;
}

const MOST_LISTED = 1_000;

/** Parcels are named `2026-03-01T08:00:00.000Z-<hash>.ndjson`, so that a listing is in order of time. */
export function createOutbox(folder: ObjectFolder, clock: Clock): Outbox {
  return {
    keep: async (events) => {
      const lines = linesOf(events);
      const hash = createHash('sha256').update(lines).digest('hex').slice(0, 32);
      const parcel = `${clock.now().toISOString()}-${hash}.ndjson`;
      await folder.put(parcel, Buffer.from(lines));
      return parcel;
    },
    keptBefore: async (instant) =>
      (await folder.keys(MOST_LISTED)).filter((parcel) => parcel < instant.toISOString()),
    open: async (parcel) => {
      try {
        const lines = (await folder.get(parcel)).toString().split('\n');
        return lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as EmittedEvent]));
      } catch (error) {
        if (error instanceof ClaimMissingError) return null;
        throw error;
      }
    },
    discard: (parcel) => folder.delete(parcel),
  };
}
