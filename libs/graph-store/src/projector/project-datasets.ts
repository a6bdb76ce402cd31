import type { DatasetName } from '@tributary/contracts';
import { projectGroup, type GroupGraph } from '../projection/project-group';
import { runEdges, usesTemp } from '../projection/run-edges';
import { compareRuns, executionKey, type StatementRun } from '../projection/statement-run';
import { nameKey } from '../name-key';
import selectTempRuns from '../statements/select-temp-runs.sql';
import selectTouchingExecutions from '../statements/select-touching-executions.sql';
import { gatherGroups } from './gather-groups';
import { loadGroups } from './load-groups';
import { loadRuns, runsOf } from './load-runs';
import type { Observed } from './observed';
import { clearLeftovers } from './clear-leftovers';
import { writeGraph, type Leftovers } from './write-graph';

// Groups projected and written at a time: enough that a statement to the database pays, few enough that their runs fit in memory.
const NAMES_AT_A_TIME = 400;

/** Writes anew what the graph shows of the groups of these names. */
export async function projectDatasets(observed: Observed, targets: ReadonlySet<string>): Promise<void> {
  const groups = await loadGroups(observed, targets);
  const left: Leftovers = { names: new Set(), columns: new Set() };
  for (const batch of batches(groups)) await projectBatch(observed, batch, left);
  // Only now: an edge may still have led from one group to another that was written later.
  await clearLeftovers(
    observed,
    groups.flatMap((group) => [...group.keys()]),
    left,
  );
}

function batches(groups: readonly ReadonlyMap<string, DatasetName>[]): ReadonlyMap<string, DatasetName>[][] {
  const found: ReadonlyMap<string, DatasetName>[][] = [];
  let names = NAMES_AT_A_TIME;
  for (const group of groups) {
    if (names >= NAMES_AT_A_TIME) {
      found.push([]);
      names = 0;
    }
    found.at(-1)!.push(group);
    names += group.size;
  }
  return found;
}

async function projectBatch(
  observed: Observed,
  groups: readonly ReadonlyMap<string, DatasetName>[],
  left: Leftovers,
): Promise<void> {
  const keys = groups.flatMap((group) => [...group.keys()]);
  const runs = await loadRuns(observed, selectTouchingExecutions, keys);
  const withSessions = await withTempRuns(observed, runs);
  const gathered = await gatherGroups(observed, groups, runs);
  await observed.loadStates([
    ...keys,
    ...[...new Set(withSessions.map((run) => run.analysis))].flatMap(({ datasets }) =>
      datasets.flatMap((dataset) => (dataset.temp ? [] : [nameKey(dataset)])),
    ),
    ...gathered.flatMap(({ openLineage }) =>
      openLineage.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(nameKey)),
    ),
  ]);
  const edges = runEdges([...withSessions].sort(compareRuns), observed.state);
  const schemas = await observed.externalSchemas();
  const graphs = gathered.map((group): GroupGraph =>
    projectGroup({ ...group, schemas, edges, stateOf: observed.state }),
  );
  await writeGraph(observed, keys, graphs, left);
}

/** A chain of temp tables is only whole with all runs of its session that name any. */
async function withTempRuns(observed: Observed, runs: readonly StatementRun[]): Promise<StatementRun[]> {
  const inSession = runs.filter((run) => run.sessionId !== null && usesTemp(run));
  const rows =
    inSession.length === 0
      ? []
      : await observed.transaction.query<{ source_id: string; execution_id: string }>(selectTempRuns, [
          inSession.map((run) => run.sourceId),
          inSession.map((run) => run.sessionId),
        ]);
  const known = new Set(runs.map(executionKey));
  const others = rows
    .map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id }))
    .filter((key) => !known.has(key));
  return [...runs, ...(await runsOf(observed, others))];
}
