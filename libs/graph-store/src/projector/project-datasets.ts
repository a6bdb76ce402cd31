import { setImmediate } from 'node:timers/promises';
import type { DatasetName } from '@tributary/contracts';
import { openLineageReach } from '../projection/openlineage-writes';
import { projectGroup, type GroupGraph } from '../projection/project-group';
import { runEdges, usesTemp } from '../projection/run-edges';
import { compareRuns, executionKey, type StatementRun } from '../projection/statement-run';
import { nameKey } from '../name-key';
import selectTempRuns from '../statements/select-temp-runs.sql';
import selectTouchingExecutions from '../statements/select-touching-executions.sql';
import { blame } from './blame';
import { gatherGroups, type Gathered } from './gather-groups';
import { graphRows } from './graph-rows';
import { loadGroups } from './load-groups';
import { loadRuns, runsOf } from './load-runs';
import type { Observed } from './observed';
import { clearLeftovers } from './clear-leftovers';
import { stuck, type Stuck } from './stuck';
import { addAll } from './work';
import type { Mark } from './work-of';
import { writeGraph, type Aftermath } from './write-graph';

// Groups read at a time: enough that a statement to the database pays, few enough that their runs fit in memory.
const NAMES_AT_A_TIME = 400;
// And written: their rows are most of what is in memory at once.
const NAMES_WRITTEN_AT_A_TIME = 50;

/** What became of the names to be projected. */
export interface WrittenDatasets {
  readonly names: readonly string[];
  readonly stuck: readonly Stuck[];
  /** Hashes of texts that came to write one of their datasets. */
  readonly newTexts: ReadonlySet<string>;
}

type Group = ReadonlyMap<string, DatasetName>;

/** Writes anew what the graph shows of the groups of these names; a group that cannot be written stays as it was. */
export async function projectDatasets(
  observed: Observed,
  targets: ReadonlySet<string>,
): Promise<WrittenDatasets> {
  const { transaction } = observed;
  const groups = await loadGroups(observed, targets);
  const { left, newTexts } = nothingYet();
  const failed = new Map<Group, unknown>();
  for (const batch of parts(groups, ({ size }) => size, NAMES_AT_A_TIME)) {
    const blamed = await blame(transaction, batch, async (part) => {
      const ofPart = nothingYet();
      await projectBatch(observed, part, ofPart);
      addAll(left.names, ofPart.left.names);
      addAll(left.columns, ofPart.left.columns);
      addAll(newTexts, ofPart.newTexts);
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
    newTexts,
  };
}

const nothingYet = (): Aftermath => ({
  left: { names: new Set(), columns: new Set() },
  newTexts: new Set(),
});

const keysOf = (groups: readonly Group[]): string[] => groups.flatMap((group) => [...group.keys()]);

/** One name brings its whole group. */
const markOf = (group: Group): Mark => ({ kind: 'name', key: [...group.keys()][0]! });

/** Groups in lists of at least `names` names each, but for the last. */
function parts<T>(groups: readonly T[], sizeOf: (group: T) => number, names: number): T[][] {
  const found: T[][] = [];
  let size = names;
  for (const group of groups) {
    if (size >= names) {
      found.push([]);
      size = 0;
    }
    found.at(-1)!.push(group);
    size += sizeOf(group);
  }
  return found;
}

async function projectBatch(
  observed: Observed,
  groups: readonly Group[],
  aftermath: Aftermath,
): Promise<void> {
  const keys = keysOf(groups);
  const runs = await loadRuns(observed, selectTouchingExecutions, keys);
  const withSessions = await withTempRuns(observed, runs);
  const gathered = await gatherGroups(observed, groups, runs);
  const jobs = [...new Set(gathered.flatMap(({ openLineage }) => openLineage))];
  await observed.loadStates([
    ...keys,
    ...[...new Set(withSessions.map((run) => run.analysis))].flatMap(({ datasets }) =>
      datasets.flatMap((dataset) => (dataset.temp ? [] : [nameKey(dataset)])),
    ),
    ...jobs.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(nameKey)),
  ]);
  const edges = runEdges([...withSessions].sort(compareRuns), observed.state);
  const schemas = await observed.externalSchemas();
  const proven = jobs.filter((run) => run.proven);
  const reach = new Map(proven.map((run) => [run, openLineageReach(run, observed.state)]));
  const graphOf = (group: Gathered): GroupGraph =>
    projectGroup({ ...group, schemas, edges, reachOf: (run) => reach.get(run)!, stateOf: observed.state });
  await writeParts(
    observed,
    parts(gathered, ({ names }) => names.size, NAMES_WRITTEN_AT_A_TIME),
    graphOf,
    aftermath,
  );
}

/** The database writes one part while the next is worked out. */
async function writeParts(
  observed: Observed,
  all: readonly (readonly Gathered[])[],
  graphOf: (group: Gathered) => GroupGraph,
  aftermath: Aftermath,
): Promise<void> {
  let writing = Promise.resolve();
  try {
    for (const part of all) {
      const graphs: GroupGraph[] = [];
      for (const group of part) {
        graphs.push(graphOf(group));
        // Else what the database answers meanwhile would wait, and the database with it.
        await setImmediate();
      }
      const rows = graphRows(graphs);
      await writing;
      writing = writeGraph(
        observed,
        part.flatMap(({ names }) => [...names.keys()]),
        rows,
        aftermath,
      );
      // It is awaited below; should it fail before that, nobody else must hear of it.
      writing.catch(() => undefined);
    }
  } finally {
    // Nothing may be written any more once the caller undoes what failed.
    await writing;
  }
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
