import { nameKey } from '../../name-key';
import type { Queryable } from '../../store/database';
import { containing } from '../like-pattern';
import { jobFacts, type JobFacts } from './job-facts';
import { type OffsetQuestion, type PageOf } from './job-runs';
import { type JobRef, refKey } from './job-ref';
import type { RunFacts } from './run-facts';
import selectJobs from './statements/list-jobs.sql';

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
  const refs = rows.map(refOfRow);
  const facts = new Map((await jobFacts(database, refs)).map((job) => [refKey(job.ref), job]));
  const jobs = refs.flatMap((ref) => facts.get(refKey(ref)) ?? []);
  if (!filters) return { items: jobs, total: rows[0]?.total ?? 0 };
  const kept = jobs.filter(({ latestRuns: [latest] }) =>
    latest === undefined ? false : question.states.includes(latest.state),
  );
  return { items: kept.slice(question.offset, question.offset + question.limit), total: kept.length };
}

function refOfRow({ namespace, name, dataset_id, source_id, shape_hash }: JobRow): JobRef {
  return dataset_id !== null && source_id !== null && shape_hash !== null
    ? { kind: 'statement', datasetId: dataset_id, sourceId: source_id, shapeHash: shape_hash }
    : { kind: 'events', jobKey: nameKey({ namespace, name }) };
}
