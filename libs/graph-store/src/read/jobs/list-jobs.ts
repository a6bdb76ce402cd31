import { nameKey } from '../../name-key';
import type { Queryable } from '../../store/database';
import { containing } from '../like-pattern';
import { jobFacts, type JobFacts } from './job-facts';
import { type OffsetQuestion, type PageOf } from './job-runs';
import { type JobRef, refKey } from './job-ref';
import { type RunFacts, stateOfEvents, stateOfExecution } from './run-facts';
import selectJobs from './statements/list-jobs.sql';
import selectLatestStates from './statements/select-latest-states.sql';

export interface JobListQuestion extends OffsetQuestion {
  /** Null: of all namespaces. */
  readonly namespace: string | null;
  /** Only jobs whose name holds this, in any case; null: all. */
  readonly part: string | null;
  /** Only jobs whose latest run is in one of these states; empty: all. */
  readonly states: readonly RunFacts['state'][];
}

interface JobRow {
  readonly namespace: string;
  readonly name: string;
  readonly dataset_id: string | null;
  readonly source_id: string | null;
  readonly shape_hash: string | null;
  readonly total: number;
}

/** Jobs by name. */
export async function listJobs(database: Queryable, question: JobListQuestion): Promise<PageOf<JobFacts>> {
  const filters = question.states.length > 0;
  const rows = await database.query<JobRow>(selectJobs, [
    question.namespace,
    filters ? null : question.limit,
    filters ? 0 : question.offset,
    question.part === null ? null : containing(question.part),
  ]);
  const all = rows.map(refOfRow);
  if (!filters) return { items: await inOrder(database, all), total: rows[0]?.total ?? 0 };
  const states = await latestStates(database);
  const kept = all.filter((ref) => {
    const state = states.get(refKey(ref));
    return state !== undefined && question.states.includes(state);
  });
  const page = kept.slice(question.offset, question.offset + question.limit);
  return { items: await inOrder(database, page), total: kept.length };
}

async function inOrder(database: Queryable, refs: readonly JobRef[]): Promise<JobFacts[]> {
  const facts = new Map((await jobFacts(database, refs)).map((job) => [refKey(job.ref), job]));
  return refs.flatMap((ref) => facts.get(refKey(ref)) ?? []);
}

interface StateRow {
  readonly dataset_id: string | null;
  readonly source_id: string | null;
  readonly shape_hash: string | null;
  readonly job_namespace: string | null;
  readonly job_name: string | null;
  readonly status: string;
  readonly transaction_state: string | null;
}

/** Of every job that ran how its latest run ended, by `refKey`. */
async function latestStates(database: Queryable): Promise<Map<string, RunFacts['state']>> {
  const rows = await database.query<StateRow>(selectLatestStates);
  return new Map(
    rows.map(({ job_namespace, job_name, status, transaction_state, ...row }) => [
      refKey(refOfRow({ ...row, namespace: job_namespace ?? '', name: job_name ?? '' })),
      transaction_state === null ? stateOfEvents(status) : stateOfExecution({ status, transaction_state }),
    ]),
  );
}

function refOfRow({ namespace, name, dataset_id, source_id, shape_hash }: Omit<JobRow, 'total'>): JobRef {
  return dataset_id !== null && source_id !== null && shape_hash !== null
    ? { kind: 'statement', datasetId: dataset_id, sourceId: source_id, shapeHash: shape_hash }
    : { kind: 'events', jobKey: nameKey({ namespace, name }) };
}
