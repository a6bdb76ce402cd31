import { canonicalNaming, currentFacets, type CurrentFacets, type Facets } from '@tributary/openlineage';
import { nameKey } from '../../name-key';
import selectNames from '../../statements/select-names-of-dataset.sql';
import type { Queryable } from '../../store/database';
import type { JobRef } from './job-ref';
import selectEventsOfDataset from './statements/select-events-of-dataset.sql';
import selectEventsOfJob from './statements/select-events-of-job.sql';
import selectEventsOfRun from './statements/select-events-of-run.sql';

/** Facets that the last so many events do not have are not looked for. */
const MOST_EVENTS = 100;

interface EventRow {
  readonly body: string;
}

/** The facets that the events of an OpenLineage run came to; none for a statement's run, or where raw events are gone. */
export async function facetsOfRun(database: Queryable, id: string): Promise<CurrentFacets> {
  const rows = await database.query<EventRow>(selectEventsOfRun, [id]);
  return currentFacets(rows.map(({ body }) => body));
}

/** The facets that events, with or without a run, tell of a job. */
export async function facetsOfJob(database: Queryable, ref: JobRef): Promise<Facets> {
  if (ref.kind !== 'events') return {};
  const rows = await database.query<EventRow>(selectEventsOfJob, [ref.jobKey, MOST_EVENTS]);
  return currentFacets(rows.map(({ body }) => body)).job;
}

/** The facets that events tell of a dataset under any of its names. */
export async function facetsOfDataset(database: Queryable, id: string): Promise<Facets> {
  const keys = (await database.query<{ name_key: string }>(selectNames, [id])).map((row) => row.name_key);
  const rows = await database.query<EventRow>(selectEventsOfDataset, [keys, MOST_EVENTS]);
  const naming = canonicalNaming();
  const told = currentFacets(rows.map(({ body }) => body)).datasets;
  return Object.assign(
    {},
    ...told
      .filter(({ dataset }) => keys.includes(nameKey(naming.dataset(dataset))))
      .map(({ facets }) => facets),
  ) as Facets;
}
