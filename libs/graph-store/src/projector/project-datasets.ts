import type { DatasetName } from '@tributary/contracts';
import { projectGroup, type GroupGraph } from '../projection/project-group';
import { runEdges, usesTemp } from '../projection/run-edges';
import { compareRuns, executionKey, type StatementRun } from '../projection/statement-run';
import { nameKey } from '../name-key';
import selectTempRuns from '../statements/select-temp-runs.sql';
import selectTouchingExecutions from '../statements/select-touching-executions.sql';
import { blame } from './blame';
import { gatherGroups } from './gather-groups';
import { loadGroups } from './load-groups';
import { loadRuns, runsOf } from './load-runs';
import type { Observed } from './observed';
import { clearLeftovers } from './clear-leftovers';
import { stuck, type Stuck } from './stuck';
import { addAll } from './work';
import type { Mark } from './work-of';
import { writeGraph, type Leftovers } from './write-graph';

// Groups projected and written at a time: enough that a statement to the database pays, few enough that their runs fit in memory.
const NAMES_AT_A_TIME = 400;

/** What became of the names to be projected. */
export interface WrittenDatasets {
  readonly names: readonly string[];
  readonly stuck: readonly Stuck[];
}

type Group = ReadonlyMap<string, DatasetName>;

/** Writes anew what the graph shows of the groups of these names; a group that cannot be written stays as it was. */
export async function projectDatasets(
  observed: Observed,
  targets: ReadonlySet<string>,
): Promise<WrittenDatasets> {
  const { transaction } = observed;
  const groups = await loadGroups(observed, targets);
  const left: Leftovers = { names: new Set(), columns: new Set() };
  const failed = new Map<Group, unknown>();
  for (const batch of batches(groups)) {
    const blamed = await blame(transaction, batch, async (part) => {
      const leftByPart: Leftovers = { names: new Set(), columns: new Set() };
      await projectBatch(observed, part, leftByPart);
      addAll(left.names, leftByPart.names);
      addAll(left.columns, leftByPart.columns);
    });
    for (const { item, error } of blamed) failed.set(item, error);
  }
  // Only now: an edge may still have led from one group to another that was written later.
  const written = groups.filter((group) => !failed.has(group));
  const uncleared = await blame(transaction, written, (part) => clearLeftovers(observed, keysOf(part), left));
  for (const { item, error } of uncleared) failed.set(item, error);
  return {
    names: keysOf(written),
    stuck: [...failed].map(([group, error]) => stuck(markOf(group), [...group.values()], error)),
  };
}

const keysOf = (groups: readonly Group[]): string[] => groups.flatMap((group) => [...group.keys()]);

/** One name brings its whole group. */
const markOf = (group: Group): Mark => ({ kind: 'name', key: [...group.keys()][0]! });

function batches(groups: readonly Group[]): Group[][] {
  const found: Group[][] = [];
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

async function projectBatch(observed: Observed, groups: readonly Group[], left: Leftovers): Promise<void> {
  const keys = keysOf(groups);
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
