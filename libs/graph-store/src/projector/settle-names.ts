import type { DatasetName } from '@tributary/contracts';
import { aliasPairs, type Snapshot } from '../projection/alias-pairs';
import type { SchemaFact } from '../projection/lifecycle';
import { momentAfter } from '../projection/moment';
import type { NameState } from '../projection/name-state';
import { projectNames } from '../projection/project-names';
import { executionKey } from '../projection/statement-run';
import selectConsultingExecutions from '../statements/select-consulting-executions.sql';
import selectEventsOfNames from '../statements/select-events-of-names.sql';
import selectWritingExecutions from '../statements/select-writing-executions.sql';
import selectWrittenDownstream from '../statements/select-written-downstream.sql';
import { gatherGroups } from './gather-groups';
import { loadGroups } from './load-groups';
import { loadRuns } from './load-runs';
import type { Observed } from './observed';
import { storeStates } from './store-states';
import { addAll, type Work } from './work';
import { namesOfEvents } from './work-of';

/** Projects the groups of the names at hand; what consulted, read or wrote a name that now means something else becomes work. */
export async function settleNames(observed: Observed, work: Work): Promise<void> {
  const groups = await loadGroups(observed, work.names);
  work.names.clear();
  if (groups.length === 0) return;

  const states = await projectGroups(observed, groups);
  await observed.loadStates(states.keys());
  const before = new Map([...states.keys()].map((key) => [key, observed.state(key)]));
  const changed = await storeStates(observed, states);
  if (changed.length === 0) return;

  addAll(work.targets, changed);
  // Where a name led before, edges of it may have to go.
  for (const key of changed) addAll(work.targets, before.get(key)?.segments.map((part) => part.key) ?? []);
  const { transaction } = observed;
  const consulting = await transaction.query<{ source_id: string; execution_id: string }>(
    selectConsultingExecutions,
    [changed],
  );
  addAll(
    work.executions,
    consulting.map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id })),
  );
  const written = await transaction.query<{ name_key: string }>(selectWrittenDownstream, [changed]);
  addAll(
    work.targets,
    written.map((row) => row.name_key),
  );
  const events = await transaction.query<{ content_hash: string }>(selectEventsOfNames, [changed]);
  addAll(
    work.targets,
    await namesOfEvents(
      observed,
      events.map((row) => row.content_hash),
    ),
  );
}

async function projectGroups(
  observed: Observed,
  groups: readonly ReadonlyMap<string, DatasetName>[],
): Promise<Map<string, NameState>> {
  const keys = groups.flatMap((group) => [...group.keys()]);
  const schemas = await observed.externalSchemas();
  const runs = await loadRuns(observed, selectWritingExecutions, keys);
  const states = new Map<string, NameState>();
  for (const group of await gatherGroups(observed, groups, runs)) {
    const projected = projectNames({
      names: group.names,
      aliases: aliasPairs({ ...group, schemas }),
      runs: group.runs,
      renames: group.renames,
      sightings: [
        ...group.snapshots.map((snapshot) => ({ name: snapshot.name, fact: factOf(snapshot) })),
        ...group.told.flatMap(({ name, at, columns }) =>
          columns === null
            ? []
            : [{ name, fact: { ...seenAt(at), origin: 'openlineage' as const, columns } }],
        ),
      ],
    });
    for (const [key, state] of projected.states) states.set(key, state);
  }
  return states;
}

const seenAt = (at: string) => ({ at, session: null, moment: momentAfter(at) });

const factOf = ({ observedAt, content }: Snapshot): SchemaFact => ({
  ...seenAt(observedAt),
  origin: 'catalog',
  columns: content.columns.map(({ name, type }) => ({ name, type })),
});
