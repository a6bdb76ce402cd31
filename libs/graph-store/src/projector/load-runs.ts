import { executionKey, type StatementRun } from '../projection/statement-run';
import type { Observed } from './observed';

/** The runs that took effect among the executions that `select` finds for `keys`, with the analyses chosen for them. */
export async function loadRuns(
  observed: Observed,
  select: string,
  keys: readonly string[],
): Promise<StatementRun[]> {
  const rows = await observed.transaction.query<{ source_id: string; execution_id: string }>(select, [keys]);
  return await runsOf(
    observed,
    rows.map((row) => executionKey({ sourceId: row.source_id, executionId: row.execution_id })),
  );
}

/** The runs of these executions; what took no effect, or is not decided yet, has none. */
export async function runsOf(observed: Observed, keys: Iterable<string>): Promise<StatementRun[]> {
  const executions = (await observed.executions(keys)).filter(
    (execution) => execution.effective && execution.analysisKey !== null,
  );
  await observed.loadAnalyses(executions.map((execution) => execution.analysisKey!));
  return executions.map((execution) => ({
    ...execution,
    analysis: observed.analysis(execution.analysisKey!),
  }));
}
