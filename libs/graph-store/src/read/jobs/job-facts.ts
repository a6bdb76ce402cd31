import type { DatasetName } from '@tributary/contracts';
import type { Queryable } from '../../store/database';
import { datasetSummaries } from '../dataset-summaries';
import { groupBy } from '../group-by';
import { instantText } from './instant-text';
import { type JobLink, linksIntoDatasets, linksOfEventJobs } from './job-links';
import { writeJobName } from './job-name';
import { type JobName, type JobRef, refKey } from './job-ref';
import { type EventRunRow, type ExecutionRow, runOfEvents, runOfExecution, type RunFacts } from './run-facts';
import selectEventJobs from './statements/select-event-jobs.sql';
import selectLatest from './statements/select-latest-executions.sql';
import selectStatementJobs from './statements/select-statement-jobs.sql';
import selectText from './statements/select-statement-text.sql';

/** What is told of a job. */
export interface JobFacts extends JobName {
  readonly ref: JobRef;
  readonly processing: 'BATCH' | 'STREAM' | 'SERVICE';
  /** Of a statement: one of its texts, the latest. */
  readonly sql: string | null;
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly DatasetName[];
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  /** The latest few, newest first. */
  readonly latestRuns: readonly RunFacts[];
}

/** A statement that wrote a dataset; those that differ in literals alone are one. */
export interface StatementJobRow {
  readonly job_id: string;
  readonly dataset_id: string;
  readonly dataset_namespace: string;
  readonly dataset_name: string;
  readonly source_id: string;
  readonly source_namespace: string;
  readonly shape_hash: string;
  readonly statement_kind: string;
  /** Of its texts the one that ran last. */
  readonly sql_hash: string;
}

/** One row per run, or one without a run. */
interface LatestRow extends Omit<ExecutionRow, 'execution_id'> {
  readonly job_id: string;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly execution_id: string | null;
}

/** One row per run, or one without a run. */
interface EventJobRow extends Omit<EventRunRow, 'run_id'> {
  readonly run_id: string | null;
  readonly job_key: string;
  readonly job_namespace: string;
  readonly job_name: string;
  readonly processing_type: string | null;
  readonly first_at: string;
  readonly last_at: string;
}

/** As many as Marquez' web UI draws. */
const LATEST_RUNS = 10;

/** What is known of some jobs; one that is not there is left out. */
export async function jobFacts(database: Queryable, refs: readonly JobRef[]): Promise<JobFacts[]> {
  const statements = refs.filter((ref) => ref.kind === 'statement');
  const keys = refs.flatMap((ref) => (ref.kind === 'events' ? [ref.jobKey] : []));
  return [...(await statementJobs(database, statements)), ...(await eventJobs(database, keys))];
}

/** The statements that wrote some datasets, whether they still hold or not. */
export async function statementJobRows(
  database: Queryable,
  datasetIds: readonly string[],
): Promise<StatementJobRow[]> {
  if (datasetIds.length === 0) return [];
  return await database.query<StatementJobRow>(selectStatementJobs, [[...new Set(datasetIds)]]);
}

export const refOf = (row: StatementJobRow): Extract<JobRef, { kind: 'statement' }> => ({
  kind: 'statement',
  datasetId: row.dataset_id,
  sourceId: row.source_id,
  shapeHash: row.shape_hash,
});

export const nameOf = (row: StatementJobRow): JobName => ({
  namespace: row.source_namespace,
  name: writeJobName(row.statement_kind, row.dataset_name, row.shape_hash),
});

async function statementJobs(
  database: Queryable,
  refs: readonly Extract<JobRef, { kind: 'statement' }>[],
): Promise<JobFacts[]> {
  if (refs.length === 0) return [];
  const wanted = new Set(refs.map(refKey));
  const datasetIds = refs.map((ref) => ref.datasetId);
  const rows = (await statementJobRows(database, datasetIds)).filter((row) => wanted.has(refKey(refOf(row))));
  const latest = groupBy(
    await database.query<LatestRow>(selectLatest, [rows.map((row) => row.job_id), LATEST_RUNS]),
    (row) => row.job_id,
  );
  const texts = new Map(
    (
      await database.query<{ sql_hash: string; sql: string }>(selectText, [rows.map((row) => row.sql_hash)])
    ).map((row) => [row.sql_hash, row.sql]),
  );
  const sides = await sidesOf(database, await linksIntoDatasets(database, [...new Set(datasetIds)]));
  return rows.map((row) => {
    const ref = refOf(row);
    const runs = latest.get(row.job_id) ?? [];
    const name = nameOf(row);
    return {
      ref,
      ...name,
      processing: 'BATCH',
      sql: texts.get(row.sql_hash) ?? null,
      inputs: sides(ref, 'input'),
      outputs: [{ namespace: row.dataset_namespace, name: row.dataset_name }],
      firstSeenAt: instantText(runs[0]?.first_at ?? null),
      lastSeenAt: instantText(runs[0]?.last_at ?? null),
      latestRuns: runs.flatMap((run) =>
        run.execution_id === null ? [] : [runOfExecution({ ...run, execution_id: run.execution_id }, name)],
      ),
    };
  });
}

async function eventJobs(database: Queryable, keys: readonly string[]): Promise<JobFacts[]> {
  if (keys.length === 0) return [];
  const rows = await database.query<EventJobRow>(selectEventJobs, [[...new Set(keys)], LATEST_RUNS]);
  const sides = await sidesOf(database, await linksOfEventJobs(database, keys));
  return [...groupBy(rows, (row) => row.job_key).values()].map((runs) => {
    const row = runs[0]!;
    const ref: JobRef = { kind: 'events', jobKey: row.job_key };
    const name = { namespace: row.job_namespace, name: row.job_name };
    return {
      ref,
      ...name,
      processing: processingOf(row.processing_type),
      sql: null,
      inputs: sides(ref, 'input'),
      outputs: sides(ref, 'output'),
      firstSeenAt: instantText(row.first_at),
      lastSeenAt: instantText(row.last_at),
      latestRuns: runs.flatMap((run) =>
        run.run_id === null ? [] : [runOfEvents({ ...run, run_id: run.run_id }, name)],
      ),
    };
  });
}

function processingOf(type: string | null): JobFacts['processing'] {
  if (/^stream/i.test(type ?? '')) return 'STREAM';
  return /^service$/i.test(type ?? '') ? 'SERVICE' : 'BATCH';
}

/** The names on each side of each job, in order. */
async function sidesOf(
  database: Queryable,
  links: readonly JobLink[],
): Promise<(ref: JobRef, role: JobLink['role']) => DatasetName[]> {
  const names = await datasetSummaries(
    database,
    links.map((link) => link.datasetId),
  );
  const sides = new Map<string, Set<string>>();
  for (const { job, role, datasetId } of links) {
    const key = `${refKey(job)} ${role}`;
    sides.set(key, (sides.get(key) ?? new Set()).add(datasetId));
  }
  return (ref, role) =>
    [...(sides.get(`${refKey(ref)} ${role}`) ?? [])]
      .flatMap((id) => names.get(id) ?? [])
      .map(({ namespace, name }) => ({ namespace, name }))
      .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
