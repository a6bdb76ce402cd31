import type { EventReading } from './event-reading';
import { keyOf } from '../observe/naming';

/** The events that declare lineage, by who declares it, oldest first. An event that is about something else takes nothing away. */
export function declarations(events: readonly EventReading[]): Map<string, EventReading[]> {
  const found = new Map<string, EventReading[]>();
  for (const event of events) {
    const { envelope, stated } = event;
    if (envelope.class === 'run') continue;
    const owner = envelope.job ?? envelope.dataset;
    const says =
      stated.lineage.length > 0 ||
      stated.columnLineage.size > 0 ||
      (envelope.class === 'job' && stated.inputs.length + stated.outputs.length > 0);
    if (owner === null || !says) continue;
    const key = `${envelope.class}\n${keyOf(owner)}`;
    found.set(key, [...(found.get(key) ?? []), event]);
  }
  return found;
}
