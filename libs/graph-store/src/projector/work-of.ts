import { executionKey } from '../projection/statement-run';
import selectComparisons from '../statements/select-comparisons.sql';
import selectExecutionsOfAnalyses from '../statements/select-executions-of-analyses.sql';
import selectNamesOfEvents from '../statements/select-names-of-events.sql';
import selectRunsOfAnalyses from '../statements/select-runs-of-analyses.sql';
import selectRunsOfEvents from '../statements/select-runs-of-events.sql';
import selectNamesOfExternalSchemas from '../statements/select-names-of-external-schemas.sql';
import type { Observed } from './observed';
import { addAll, noWork, type Work } from './work';

/** A mark as observations leave it. */
export interface Mark {
  readonly kind: string;
  readonly key: string;
}

/** What marks mean for a projection. */
export async function workOf(observed: Observed, marks: readonly Mark[]): Promise<Work> {
  const work = noWork();
  const keys = new Map<string, Set<string>>();
  for (const { kind, key } of marks) keys.set(kind, (keys.get(kind) ?? new Set()).add(key));
  const marked = (kind: string): string[] => [...(keys.get(kind) ?? [])];

  const told = marked('execution').map((key) => {
    const [sourceId, executionId] = JSON.parse(key) as [string, string];
    return executionKey({ sourceId, executionId });
  });
  const executions = [
    ...told,
    ...(await executionsOf(observed, marked('analysis'))),
    ...(await executionsTouching(observed, marked('statement'))),
  ];
  addAll(work.executions, executions);
  addAll(work.told, executions);

  const names = [
    ...marked('name'),
    ...(await namesOfExternalSchemas(observed, marked('catalog-fact'))),
    ...(await namesOfEvents(observed, marked('event'))),
  ];
  addAll(work.names, names);
  addAll(work.targets, names);
  addAll(work.runs, await runsOfEvents(observed, marked('event')));
  return work;
}

/** A new or other reading of a statement bears on each of its runs. */
async function executionsOf({ transaction }: Observed, analyses: readonly string[]): Promise<string[]> {
  if (analyses.length === 0) return [];
  const rows = await transaction.query<{ source_id: string; execution_id: string }>(
    selectExecutionsOfAnalyses,
    [analyses],
  );
  return rows.map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id }));
}

/**
 * A new set of tables that a statement touched bears on the runs of each reading that now compares otherwise. Most sets say again what is known
 * (a view's tables, a swap), and a statement may have run a million times.
 */
async function executionsTouching(observed: Observed, marks: readonly string[]): Promise<string[]> {
  if (marks.length === 0) return [];
  const { transaction } = observed;
  const statements = marks.map((mark) => JSON.parse(mark) as [string, string, string]);
  const readings = await transaction.query<{ analysis_key: string; outcome: string | null }>(
    selectComparisons,
    [0, 1, 2].map((part) => statements.map((statement) => statement[part])),
  );
  await observed.loadAnalyses(readings.map((reading) => reading.analysis_key));
  const changed = readings.filter(({ analysis_key, outcome }) => {
    const now = observed.comparison(analysis_key)?.outcome ?? null;
    // What has missed a table may miss another one now.
    return now !== outcome || now === 'missed';
  });
  if (changed.length === 0) return [];
  const runs = await transaction.query<{ source_id: string; execution_id: string }>(selectRunsOfAnalyses, [
    changed.map((reading) => reading.analysis_key),
  ]);
  return runs.map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id }));
}

async function namesOfExternalSchemas(
  { transaction }: Observed,
  facts: readonly string[],
): Promise<string[]> {
  if (facts.length === 0) return [];
  const rows = await transaction.query<{ name_key: string }>(selectNamesOfExternalSchemas, [facts]);
  return rows.map((row) => row.name_key);
}

/** The names in these events, and in the other events of their runs: a run counts once it is complete. */
export async function namesOfEvents({ transaction }: Observed, events: readonly string[]): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = await transaction.query<{ name_key: string }>(selectNamesOfEvents, [events]);
  return rows.map((row) => row.name_key);
}

async function runsOfEvents({ transaction }: Observed, events: readonly string[]): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = await transaction.query<{ run_id: string }>(selectRunsOfEvents, [events]);
  return rows.map((row) => row.run_id);
}
