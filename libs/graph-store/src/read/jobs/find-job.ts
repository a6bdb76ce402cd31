import { nameKey } from '../../name-key';
import type { Queryable } from '../../store/database';
import { nameOf, refOf, statementJobRows, type StatementJobRow } from './job-facts';
import { readJobName } from './job-name';
import { type JobName, type JobRef } from './job-ref';
import selectEventJobs from './statements/select-event-jobs.sql';
import selectByLowerName from './statements/select-dataset-ids-by-lower-name.sql';

/** The job that the first of some names means which means any. */
export async function findJob(database: Queryable, names: readonly JobName[]): Promise<JobRef | null> {
  const rows = await database.query<{ job_namespace: string; job_name: string; job_key: string }>(
    selectEventJobs,
    [names.map(nameKey), 1],
  );
  for (const name of names) {
    const row = rows.find((each) => each.job_namespace === name.namespace && each.job_name === name.name);
    if (row !== undefined) return { kind: 'events', jobKey: row.job_key };
    const statement = await findStatementJob(database, name);
    if (statement !== null) return refOf(statement);
  }
  return null;
}

/** The statement of a name as `writeJobName` makes them. */
export async function findStatementJob(database: Queryable, name: JobName): Promise<StatementJobRow | null> {
  const parts = readJobName(name.name);
  if (parts === null) return null;
  const ids = await database.query<{ dataset_id: string }>(selectByLowerName, [parts.dataset]);
  const rows = await statementJobRows(
    database,
    ids.map((row) => row.dataset_id),
  );
  return (
    rows.find((row) => {
      const own = nameOf(row);
      return own.namespace === name.namespace && own.name === name.name;
    }) ?? null
  );
}
