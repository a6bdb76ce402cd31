import type { OutgoingMessage } from '../queue/queue';

export interface Numbered {
  /** Position in the caller's list. */
  readonly index: number;
  readonly message: OutgoingMessage;
  readonly bytes: number;
}

const MOST_ENTRIES = 10;
/** A batch counts against the same 1 MiB as a single message. */
const MOST_BYTES = 1_048_576;

/** Cuts a list into batches that SQS takes, keeping its order. */
export function packBatches(entries: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const batches: Numbered[][] = [];
  let current: Numbered[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (current.length === MOST_ENTRIES || (current.length > 0 && bytes + entry.bytes > MOST_BYTES)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(entry);
    bytes += entry.bytes;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
