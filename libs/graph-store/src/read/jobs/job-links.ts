import type { Queryable } from '../../store/database';
import type { JobRef } from './job-ref';
import selectEventJobDatasets from './statements/select-event-job-datasets.sql';
import selectEventJobs from './statements/select-event-jobs-of-datasets.sql';
import selectLinksDown from './statements/select-statement-links-down.sql';
import selectLinksUp from './statements/select-statement-links-up.sql';

/** That a job reads a dataset, or writes it. */
export interface JobLink {
  readonly job: JobRef;
  readonly role: 'input' | 'output';
  readonly datasetId: string;
}

interface StatementRow {
  readonly from_dataset_id: string;
  readonly to_dataset_id: string;
  readonly source_id: string;
  readonly shape_hash: string;
}

/** The jobs that write the given datasets (`up`) or read them (`down`) as things stand now, with both of their sides as far as they matter. */
export async function linksOfDatasets(
  database: Queryable,
  datasetIds: readonly string[],
  direction: 'up' | 'down',
): Promise<JobLink[]> {
  const rows = await database.query<StatementRow>(direction === 'up' ? selectLinksUp : selectLinksDown, [
    datasetIds,
  ]);
  const keys = await database.query<{ job_key: string }>(selectEventJobs, [
    datasetIds,
    direction === 'up' ? 'output' : 'input',
  ]);
  const ofEvents = await linksOfEventJobs(
    database,
    keys.map((row) => row.job_key),
  );
  // What a job once read or wrote is not what it does now.
  const side = direction === 'up' ? 'output' : 'input';
  const now = new Set(
    ofEvents
      .filter(({ role, datasetId }) => role === side && datasetIds.includes(datasetId))
      .map(({ job }) => job.kind === 'events' && job.jobKey),
  );
  return [
    ...rows.flatMap(linksOfStatement),
    ...ofEvents.filter(({ job }) => job.kind === 'events' && now.has(job.jobKey)),
  ];
}

/** What some OpenLineage jobs read and write now. */
export async function linksOfEventJobs(database: Queryable, keys: readonly string[]): Promise<JobLink[]> {
  if (keys.length === 0) return [];
  const rows = await database.query<{ job_key: string; role: JobLink['role']; dataset_id: string }>(
    selectEventJobDatasets,
    [keys],
  );
  return rows.map((row) => ({
    job: { kind: 'events', jobKey: row.job_key },
    role: row.role,
    datasetId: row.dataset_id,
  }));
}

/** What leads into some datasets by statements. */
export async function linksIntoDatasets(
  database: Queryable,
  datasetIds: readonly string[],
): Promise<JobLink[]> {
  if (datasetIds.length === 0) return [];
  return (await database.query<StatementRow>(selectLinksUp, [datasetIds])).flatMap(linksOfStatement);
}

function linksOfStatement(row: StatementRow): JobLink[] {
  const job: JobRef = {
    kind: 'statement',
    datasetId: row.to_dataset_id,
    sourceId: row.source_id,
    shapeHash: row.shape_hash,
  };
  return [
    { job, role: 'input', datasetId: row.from_dataset_id },
    { job, role: 'output', datasetId: row.to_dataset_id },
  ];
}
