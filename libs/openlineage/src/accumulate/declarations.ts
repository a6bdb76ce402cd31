import type { EventReading } from './event-reading';
import { keyOf } from '../observe/naming';

/** The events that declare lineage, by who declares it, oldest first. An event that is about something else takes nothing away. */
export function declarations(events: readonly EventReading[]): Map<string, EventReading[]> {
  const found = new Map<string, EventReading[]>();
  for (const event of events) {
    const { envelope } = event;
    const owner = envelope.job ?? envelope.dataset;
    if (owner === null || !declaresLineage(event)) continue;
    const key = `${envelope.class}\n${keyOf(owner)}`;
    found.set(key, [...(found.get(key) ?? []), event]);
  }
  return found;
}

/** True for a job or dataset event that says something about lineage, if only that there is none any more. */
export function declaresLineage({ envelope, datasets, stated }: EventReading): boolean {
  if (envelope.class === 'run') return false;
  return (
    stated.lineage.length > 0 ||
    stated.columnLineage.size > 0 ||
    datasets.some(({ role, deletedFacets }) => role === 'subject' && deletedFacets.includes('lineage')) ||
    (envelope.class === 'job' && stated.inputs.length + stated.outputs.length > 0)
  );
}
