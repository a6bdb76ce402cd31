import type { Queryable } from '../../store/database';
import { nameOf, statementJobRows } from './job-facts';
import { type OffsetQuestion, pageOf, type PageOf } from './job-runs';
import { type EventRunRow, type ExecutionRow, runOfEvents, runOfExecution, type RunFacts } from './run-facts';
import selectWrites from './statements/select-dataset-writes.sql';

interface WriteRow
  extends Omit<ExecutionRow, 'execution_id'>, Omit<EventRunRow, 'run_id' | 'started_at' | 'ended_at'> {
  readonly job_id: string | null;
  readonly execution_id: string | null;
  readonly run_id: string | null;
  readonly job_namespace: string;
  readonly job_name: string;
  readonly total: number;
}

/** The runs that wrote a dataset and held, newest first. Those of a statement count whichever table its names meant at the time. */
export async function datasetWrites(
  database: Queryable,
  datasetId: string,
  { limit, offset }: OffsetQuestion,
): Promise<PageOf<RunFacts>> {
  const jobs = await statementJobRows(database, [datasetId]);
  const jobOf = new Map(jobs.map((job) => [job.job_id, nameOf(job)]));
  const rows = await database.query<WriteRow>(selectWrites, [datasetId, limit, offset]);
  return pageOf(
    rows.flatMap((row): RunFacts[] => {
      if (row.run_id !== null)
        return [
          runOfEvents({ ...row, run_id: row.run_id }, { namespace: row.job_namespace, name: row.job_name }),
        ];
      const job = row.job_id === null ? undefined : jobOf.get(row.job_id);
      if (row.execution_id === null || job === undefined) return [];
      return [runOfExecution({ ...row, execution_id: row.execution_id }, job)];
    }),
    rows,
  );
}
