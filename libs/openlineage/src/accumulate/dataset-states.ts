import type { DatasetName } from '@tributary/contracts';
import { keyOf } from '../observe/naming';
import type { EventReading } from './event-reading';

/** ACTIVE until somebody says otherwise; writing to a dataset brings it back. */
export type DatasetState = 'ACTIVE' | 'DROPPED' | 'RENAMED';

/** What the events tell about one dataset by now. */
export interface DatasetNow {
  readonly dataset: DatasetName;
  readonly state: DatasetState;
  /** Names of its facets; a deleted one is gone. */
  readonly facets: readonly string[];
}

/** `isProven`: whether what an event writes or drops has happened; a run that failed may have dropped nothing. Events oldest first. */
export function datasetStates(
  events: readonly EventReading[],
  isProven: (event: EventReading) => boolean,
): DatasetNow[] {
  const found = new Map<string, { dataset: DatasetName; state: DatasetState; facets: Set<string> }>();
  const at = (dataset: DatasetName) => {
    const known = found.get(keyOf(dataset)) ?? { dataset, state: 'ACTIVE' as const, facets: new Set() };
    found.set(keyOf(dataset), known);
    return known;
  };
  for (const event of events) {
    for (const { input, output } of [...event.stated.lineage.flatMap(({ edges }) => edges)]) {
      at(input);
      at(output);
    }
    for (const { dataset, role, lifecycle, previousName, facets, deletedFacets } of event.datasets) {
      const now = at(dataset);
      for (const facet of facets) now.facets.add(facet);
      for (const facet of deletedFacets) now.facets.delete(facet);
      if (!isProven(event)) continue;
      if (lifecycle === 'DROP') now.state = 'DROPPED';
      else if (role === 'output' || lifecycle !== null) now.state = 'ACTIVE';
      if (lifecycle === 'RENAME' && previousName !== null) at(previousName).state = 'RENAMED';
    }
  }
  return [...found.values()].map((now) => ({ ...now, facets: [...now.facets].sort() }));
}
