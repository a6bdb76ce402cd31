import type { Queryable } from '../../store/database';
import { jobFacts, nameOf, refOf, statementJobRows } from './job-facts';
import { type JobRef, refKey } from './job-ref';
import { type EventRunRow, type ExecutionRow, runOfEvents, runOfExecution, type RunFacts } from './run-facts';
import selectEventRuns from './statements/select-runs-of-event-job.sql';
import selectStatementRuns from './statements/select-runs-of-statement-job.sql';

/** A part of a list that is paged by offset, as Marquez does, with the length of all of it. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface OffsetQuestion {
  readonly limit: number;
  readonly offset: number;
}

/** A page beyond the end has no rows that could tell how many there are. */
export const pageOf = <T>(items: readonly T[], rows: readonly { readonly total: number }[]): PageOf<T> => ({
  items,
  total: rows[0]?.total ?? 0,
});

/** The runs of a job, newest first. */
export async function jobRuns(
  database: Queryable,
  ref: JobRef,
  { limit, offset }: OffsetQuestion,
): Promise<PageOf<RunFacts>> {
  if (ref.kind === 'events') {
    const [job] = await jobFacts(database, [ref]);
    if (job === undefined) return { items: [], total: 0 };
    const name = { namespace: job.namespace, name: job.name };
    const rows = await database.query<EventRunRow & { total: number }>(selectEventRuns, [
      name.namespace,
      name.name,
      limit,
      offset,
    ]);
    return pageOf(
      rows.map((row) => runOfEvents(row, name)),
      rows,
    );
  }
  const job = (await statementJobRows(database, [ref.datasetId])).find(
    (row) => refKey(refOf(row)) === refKey(ref),
  );
  if (job === undefined) return { items: [], total: 0 };
  const rows = await database.query<ExecutionRow & { total: number }>(selectStatementRuns, [
    job.job_id,
    limit,
    offset,
  ]);
  return pageOf(
    rows.map((row) => runOfExecution(row, nameOf(job))),
    rows,
  );
}
