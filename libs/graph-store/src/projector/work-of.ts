import { executionKey } from '../projection/statement-run';
import { namesIn } from '../observe/rows-of-lineage';
import { nameKey } from '../name-key';
import type { SeenTables } from '../projection/compare-tables';
import selectExecutionsOfAnalyses from '../statements/select-executions-of-analyses.sql';
import selectExecutionsOfStatements from '../statements/select-executions-of-statements.sql';
import selectNamesOfEvents from '../statements/select-names-of-events.sql';
import selectRunsOfEvents from '../statements/select-runs-of-events.sql';
import selectNamesOfExternalSchemas from '../statements/select-names-of-external-schemas.sql';
import selectStatementTables from '../statements/select-statement-tables.sql';
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

  const executions = marked('execution').map((key) => {
    const [sourceId, executionId] = JSON.parse(key) as [string, string];
    return executionKey({ sourceId, executionId });
  });
  executions.push(...(await executionsOf(observed, marked('analysis'))));
  const statements = await statementsTouching(observed, marked('statement'));
  executions.push(...statements.executions);
  addAll(work.executions, executions);
  addAll(work.told, executions);

  const names = [
    ...marked('name'),
    ...(await namesOfExternalSchemas(observed, marked('catalog-fact'))),
    ...(await namesOfEvents(observed, marked('event'))),
  ];
  addAll(work.names, names);
  addAll(work.targets, names);
  addAll(work.targets, statements.names);
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

/** A new set of tables that a statement touched bears on each of its runs; its names may be new, and link others. */
async function statementsTouching(
  { transaction }: Observed,
  marks: readonly string[],
): Promise<{ readonly executions: string[]; readonly names: string[] }> {
  if (marks.length === 0) return { executions: [], names: [] };
  const statements = marks.map((mark) => JSON.parse(mark) as [string, string, string]);
  const asked = [0, 1, 2].map((part) => statements.map((statement) => statement[part]));
  const runs = await transaction.query<{ source_id: string; execution_id: string }>(
    selectExecutionsOfStatements,
    asked,
  );
  const sets = await transaction.query<SeenTables>(selectStatementTables, asked);
  return {
    executions: runs.map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id })),
    names: sets.flatMap(namesIn).map(nameKey),
  };
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
