import type { EventEnvelope, EventObserved, EventReceived } from '@tributary/contracts';
import { FacetFindings } from '../observe/facet-findings';
import { type Naming, canonicalNaming } from '../observe/naming';
import { readDatasets } from '../observe/read-datasets';
import { readJob } from '../observe/read-job';
import { readRun } from '../observe/read-run';
import { seeingSymlinks } from '../observe/seeing-symlinks';
import { eventOf } from '../observe/state-event';
import { type StatedFacets, readStatedFacets } from '../observe/stated-facets';

/** One event read for accumulation: every carrier is kept, because another event of its run may change which one is best. */
export interface EventReading {
  readonly envelope: EventEnvelope;
  readonly run: EventObserved['run'];
  readonly job: EventObserved['job'];
  readonly datasets: EventObserved['datasets'];
  readonly stated: StatedFacets;
}

/** Reads an event for `accumulateRun`. */
export function readEvent(message: EventReceived, spelling: Naming = canonicalNaming()): EventReading {
  const { envelope } = message;
  const event = eventOf(message);
  const naming = seeingSymlinks(event, spelling);
  const found = new FacetFindings();
  return {
    envelope,
    run: readRun(event, envelope),
    job: readJob(event, envelope),
    datasets: readDatasets(event, naming, found),
    stated: readStatedFacets(event, naming, found),
  };
}
