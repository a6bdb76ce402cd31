import type { DatasetName, LineageResponse, SearchResponse } from '@tributary/contracts';
import { datasetId as addressOf } from '@tributary/identity';
import type { CurrentFacets, Facets } from '@tributary/openlineage';
import type { Database, Queryable } from '../../store/database';
import { toInstant } from '../../observe/instant';
import { inReadTransaction, inSnapshot } from '../in-read-transaction';
import { lineage } from '../lineage';
import type { Found } from '../refusal';
import { search } from '../search';
import { type Activity, activity } from './activity';
import { type DatasetFacts, datasetFacts } from './dataset-facts';
import { datasetWrites } from './dataset-writes';
import { facetsOfDataset, facetsOfJob, facetsOfRun } from './event-facets';
import { findDataset } from './find-dataset';
import { findJob } from './find-job';
import { findRun } from './find-run';
import { instantText } from './instant-text';
import { jobFacts, type JobFacts } from './job-facts';
import { jobGraph, type JobGraph } from './job-graph';
import type { JobName } from './job-ref';
import { jobRuns, type OffsetQuestion, type PageOf, pageOf } from './job-runs';
import { type JobListQuestion, listJobs } from './list-jobs';
import type { RunFacts } from './run-facts';
import countThings from './statements/count-things.sql';
import listDatasetIds from './statements/list-dataset-ids.sql';
import listEvents from './statements/list-events.sql';
import selectSpan from './statements/select-history-span.sql';
import selectNamespaces from './statements/select-namespaces.sql';

export interface Namespace {
  readonly namespace: string;
  /** Datasets lie in it; otherwise only jobs run there. */
  readonly hasDatasets: boolean;
}

export interface ColumnsAround {
  readonly dataset: DatasetName;
  readonly column: string | null;
  readonly depth: number;
  readonly withDownstream: boolean;
  /** An instant of the warehouse's time; null: now. */
  readonly asOf: string | null;
}

export interface EventQuestion extends OffsetQuestion {
  /** Instants; null: without a bound. */
  readonly after: string | null;
  readonly before: string | null;
  readonly newestFirst: boolean;
  /** Of the jobs; null: all. */
  readonly namespace: string | null;
}

/**
 * What ran: jobs and runs, those that warehouses tell of and those of OpenLineage alike, and the datasets between them. Lists are paged by
 * offset and counted, as Marquez' clients ask for it, so they scan; see GraphReader for questions that do not.
 */
export interface JobReader {
  namespaces(): Promise<readonly Namespace[]>;
  /** When the history that the graph knows begins and ends; null before there is any. */
  span(): Promise<{ readonly from: string; readonly to: string } | null>;
  datasets(namespace: string, page: OffsetQuestion): Promise<PageOf<DatasetFacts>>;
  /** The first of some names that means a dataset. */
  dataset(names: readonly DatasetName[]): Promise<DatasetFacts | null>;
  /** The runs that wrote a dataset. */
  writes(dataset: DatasetFacts, page: OffsetQuestion): Promise<PageOf<RunFacts>>;
  jobs(question: JobListQuestion): Promise<PageOf<JobFacts>>;
  /** The first of some names that means a job. */
  job(names: readonly JobName[]): Promise<JobFacts | null>;
  runs(job: JobFacts, page: OffsetQuestion): Promise<PageOf<RunFacts>>;
  run(id: string): Promise<RunFacts | null>;
  /** The facets that the events of an OpenLineage run came to; none for a statement's run. */
  facetsOfRun(id: string): Promise<CurrentFacets>;
  /** The job facets that the latest events of a job tell; none for a statement's job. */
  facetsOfJob(job: JobFacts): Promise<Facets>;
  /** The facets that the latest events tell of a dataset, under any of its names. */
  facetsOfDataset(dataset: DatasetFacts): Promise<Facets>;
  graph(
    start: { readonly dataset: DatasetFacts } | { readonly job: JobFacts },
    depth: number,
  ): Promise<JobGraph>;
  /** Where the values of a dataset's columns come from and, if asked, go to. */
  columnsAround(question: ColumnsAround): Promise<Found<LineageResponse>>;
  search(q: string, limit: number): Promise<Found<SearchResponse>>;
  events(question: EventQuestion): Promise<PageOf<string>>;
  activity(period: 'DAY' | 'WEEK', timeZone: string): Promise<readonly Activity[]>;
  counts(): Promise<{ readonly datasets: number; readonly jobs: number; readonly sources: number }>;
}

const MOST_COLUMN_EDGES = 5_000;

/** Reads jobs in `database`; every question has one snapshot and the budget. */
export function createJobReader(database: Database, budgetMs: number): JobReader {
  const ask = <T>(work: (snapshot: Queryable) => Promise<T>): Promise<T> =>
    inReadTransaction(database, budgetMs, work);
  const scan = <T>(work: (snapshot: Queryable) => Promise<T>): Promise<T> =>
    inSnapshot(database, budgetMs, work);
  return {
    namespaces: () =>
      scan(async (snapshot) =>
        (await snapshot.query<{ namespace: string; has_datasets: boolean }>(selectNamespaces)).map((row) => ({
          namespace: row.namespace,
          hasDatasets: row.has_datasets,
        })),
      ),
    span: () =>
      scan(async (snapshot) => {
        const [row] = await snapshot.query<{ first_at: Date | null; last_at: Date | null }>(selectSpan);
        const [from, to] = [instantText(row?.first_at ?? null), instantText(row?.last_at ?? null)];
        return from === null || to === null ? null : { from, to };
      }),
    datasets: (namespace, { limit, offset }) =>
      scan(async (snapshot) => {
        const rows = await snapshot.query<{ dataset_id: string; total: number }>(listDatasetIds, [
          namespace,
          limit,
          offset,
        ]);
        const ids = rows.map((row) => row.dataset_id);
        return pageOf(await datasetFacts(snapshot, ids), rows);
      }),
    dataset: (names) =>
      ask(async (snapshot) => {
        const found = await findDataset(snapshot, names);
        return found === null ? null : ((await datasetFacts(snapshot, [found.id]))[0] ?? null);
      }),
    writes: (dataset, page) => scan((snapshot) => datasetWrites(snapshot, dataset.id, page)),
    jobs: (question) => scan((snapshot) => listJobs(snapshot, question)),
    job: (names) =>
      ask(async (snapshot) => {
        const ref = await findJob(snapshot, names);
        return ref === null ? null : ((await jobFacts(snapshot, [ref]))[0] ?? null);
      }),
    runs: (job, page) => ask((snapshot) => jobRuns(snapshot, job.ref, page)),
    run: (id) => ask((snapshot) => findRun(snapshot, id)),
    facetsOfRun: (id) => ask((snapshot) => facetsOfRun(snapshot, id)),
    facetsOfJob: ({ ref }) => ask((snapshot) => facetsOfJob(snapshot, ref)),
    facetsOfDataset: ({ id }) => ask((snapshot) => facetsOfDataset(snapshot, id)),
    graph: (start, depth) =>
      ask((snapshot) =>
        jobGraph(
          snapshot,
          'dataset' in start ? { datasetId: start.dataset.id } : { job: start.job.ref },
          depth,
        ),
      ),
    columnsAround: ({ dataset, withDownstream, ...asked }) =>
      ask((snapshot) =>
        lineage(snapshot, {
          ...asked,
          dataset: addressOf(dataset),
          direction: withDownstream ? 'both' : 'up',
          kinds: 'direct',
          limit: MOST_COLUMN_EDGES,
          cursor: null,
        }),
      ),
    search: (q, limit) => ask((snapshot) => search(snapshot, { q, limit, cursor: null })),
    events: (question) =>
      scan(async (snapshot) => {
        const rows = await snapshot.query<{ body: string; total: number }>(listEvents, [
          question.after === null ? null : toInstant(question.after),
          question.before === null ? null : toInstant(question.before),
          question.limit,
          question.offset,
          question.namespace,
          question.newestFirst,
        ]);
        return pageOf(
          rows.map((row) => row.body),
          rows,
        );
      }),
    activity: (period, timeZone) => scan((snapshot) => activity(snapshot, period, timeZone)),
    counts: () =>
      scan(async (snapshot) => {
        const [row] = await snapshot.query<{ datasets: number; sources: number }>(countThings);
        const jobs = await listJobs(snapshot, {
          namespace: null,
          states: [],
          part: null,
          limit: 1,
          offset: 0,
        });
        return { datasets: row!.datasets, sources: row!.sources, jobs: jobs.total };
      }),
  };
}
