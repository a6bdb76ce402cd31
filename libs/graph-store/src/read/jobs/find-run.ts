import type { Queryable } from '../../store/database';
import { nameOf, type StatementJobRow } from './job-facts';
import { readRunId } from './run-id';
import { type EventRunRow, type ExecutionRow, runOfEvents, runOfExecution, type RunFacts } from './run-facts';
import selectEventRun from './statements/select-event-run.sql';
import selectExecution from './statements/select-execution.sql';
import selectSources from './statements/select-sources.sql';
import selectJobsOfText from './statements/select-statement-jobs-of-text.sql';

/** The run of an id: of OpenLineage, or of a statement that wrote something. */
export async function findRun(database: Queryable, id: string): Promise<RunFacts | null> {
  const [event] = await database.query<EventRunRow & { job_namespace: string; job_name: string }>(
    selectEventRun,
    [id],
  );
  if (event !== undefined) {
    return runOfEvents(event, { namespace: event.job_namespace, name: event.job_name });
  }
  const sources = await database.query<{ source_id: string }>(selectSources);
  const key = readRunId(
    id,
    sources.map((source) => source.source_id),
  );
  const [execution] = await database.query<ExecutionRow>(selectExecution, [key.sourceIds, key.executionId]);
  if (execution === undefined) return null;
  const [job] = await database.query<StatementJobRow>(selectJobsOfText, [
    execution.source_id,
    execution.sql_hash,
  ]);
  return job === undefined ? null : runOfExecution(execution, nameOf(job));
}
