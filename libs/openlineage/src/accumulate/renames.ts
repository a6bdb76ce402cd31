import type { DatasetName } from '@tributary/contracts';
import { keyOf } from '../observe/naming';
import type { EventReading } from './event-reading';
import { compareInstants } from './in-order';

export interface Rename {
  readonly from: DatasetName;
  readonly to: DatasetName;
  readonly at: string;
}

/** Every RENAME that the events tell, oldest first. */
export function readRenames(events: readonly EventReading[]): Rename[] {
  const renames = events.flatMap(({ envelope, datasets }) =>
    datasets.flatMap(({ dataset, lifecycle, previousName }) =>
      lifecycle === 'RENAME' && previousName !== null && keyOf(previousName) !== keyOf(dataset)
        ? [{ from: previousName, to: dataset, at: envelope.eventTime }]
        : [],
    ),
  );
  const first = new Map<string, Rename>();
  for (const rename of renames.sort((a, b) => compareInstants(a.at, b.at))) {
    const key = JSON.stringify([keyOf(rename.from), keyOf(rename.to), rename.at]);
    if (!first.has(key)) first.set(key, rename);
  }
  return [...first.values()];
}

/**
 * The name that a table of some time has now. History moves with the table; a name that is used again later, or a swap, fuses nothing:
 * only what happened before a rename is carried along by it.
 */
export function nameNow(name: DatasetName, since: string, renames: readonly Rename[]): DatasetName {
  let now = name;
  let from = 0;
  for (;;) {
    const next = renames.findIndex(
      (rename, index) =>
        index >= from && keyOf(rename.from) === keyOf(now) && compareInstants(since, rename.at) < 0,
    );
    if (next < 0) return now;
    now = renames[next]!.to;
    from = next + 1;
  }
}
