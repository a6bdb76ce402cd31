import { storedEventBody, type StoredEvent } from '../projection/openlineage-run';
import selectEvents from '../statements/select-openlineage-events.sql';
import selectEventsOfRuns from '../statements/select-openlineage-events-of-runs.sql';
import type { Observed } from './observed';

interface Row {
  readonly contentHash: string;
  readonly at: string;
  readonly runId: string | null;
  readonly body: unknown;
}

/** The OpenLineage runs, each with all its events, that name any of `names`; what was declared outside of runs is a list of one. */
export const eventsOfNames = async (observed: Observed, names: readonly string[]): Promise<StoredEvent[][]> =>
  await load(observed, selectEvents, names);

/** The events of these runs, run by run. */
export const eventsOfRuns = async (observed: Observed, runs: readonly string[]): Promise<StoredEvent[][]> =>
  await load(observed, selectEventsOfRuns, runs);

async function load(
  { transaction }: Observed,
  select: string,
  keys: readonly string[],
): Promise<StoredEvent[][]> {
  const units = new Map<string, StoredEvent[]>();
  for (const { contentHash, at, runId, body } of await transaction.query<Row>(select, [keys])) {
    const unit = runId ?? `\n${contentHash}`;
    const events = units.get(unit) ?? [];
    units.set(unit, events);
    events.push({ contentHash, at, body: storedEventBody.parse(body) });
  }
  return [...units.values()];
}
