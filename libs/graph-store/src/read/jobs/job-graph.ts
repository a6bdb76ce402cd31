import type { Queryable } from '../../store/database';
import { type DatasetFacts, datasetFacts } from './dataset-facts';
import { type JobFacts, jobFacts } from './job-facts';
import { type JobLink, linksIntoDatasets, linksOfDatasets, linksOfEventJobs } from './job-links';
import { type JobRef, refKey } from './job-ref';

/** Datasets and the jobs between them. */
export interface JobGraph {
  readonly datasets: readonly DatasetFacts[];
  readonly jobs: readonly JobFacts[];
  /** Between those. */
  readonly links: readonly JobLink[];
  readonly complete: boolean;
}

/** More cannot be drawn, nor read. */
const MAX_NODES = 2_000;

/** What leads to a dataset or a job and what comes of it, up to `depth` jobs away on each side. Siblings, which do neither, are left out. */
export async function jobGraph(
  database: Queryable,
  start: { readonly datasetId: string } | { readonly job: JobRef },
  depth: number,
): Promise<JobGraph> {
  const found = new Found();
  const first = 'datasetId' in start ? [] : await linksOfJob(database, start.job);
  found.add(first);
  if ('datasetId' in start) found.datasets.add(start.datasetId);
  else found.jobs.set(refKey(start.job), start.job);

  let complete = true;
  for (const direction of ['up', 'down'] as const) {
    const [near, far] = direction === 'up' ? (['output', 'input'] as const) : (['input', 'output'] as const);
    let frontier =
      'datasetId' in start
        ? [start.datasetId]
        : first.filter(({ role }) => role === far).map(({ datasetId }) => datasetId);
    const visited = new Set(frontier);
    const firstHop = 'datasetId' in start ? 1 : 2;
    for (let hop = firstHop; hop <= depth && frontier.length > 0; hop += 1) {
      if (found.size > MAX_NODES) {
        complete = false;
        break;
      }
      const links = await linksOfDatasets(database, frontier, direction);
      const here = new Set(frontier);
      const reached = new Set(
        links
          .filter(({ role, datasetId }) => role === near && here.has(datasetId))
          .map(({ job }) => refKey(job)),
      );
      const followed = links.filter(({ job }) => reached.has(refKey(job)));
      const beyond = new Set<string>();
      for (const { job, role, datasetId } of followed) {
        // One hop may reach the whole warehouse.
        if (found.size + beyond.size > MAX_NODES) {
          complete = false;
          break;
        }
        found.jobs.set(refKey(job), job);
        if (role === far) beyond.add(datasetId);
      }
      frontier = [...beyond].filter((id) => !visited.has(id));
      for (const id of frontier) {
        visited.add(id);
        found.datasets.add(id);
      }
    }
  }
  return await withFacts(database, found, complete);
}

class Found {
  readonly datasets = new Set<string>();
  readonly jobs = new Map<string, JobRef>();

  get size(): number {
    return this.datasets.size + this.jobs.size;
  }

  add(links: readonly JobLink[]): void {
    for (const { job, datasetId } of links) {
      this.datasets.add(datasetId);
      this.jobs.set(refKey(job), job);
    }
  }
}

async function linksOfJob(database: Queryable, job: JobRef): Promise<JobLink[]> {
  if (job.kind === 'events') return await linksOfEventJobs(database, [job.jobKey]);
  const links = await linksIntoDatasets(database, [job.datasetId]);
  const output: JobLink = { job, role: 'output', datasetId: job.datasetId };
  return [output, ...links.filter((link) => refKey(link.job) === refKey(job))];
}

async function withFacts(database: Queryable, found: Found, complete: boolean): Promise<JobGraph> {
  const refs = [...found.jobs.values()];
  const targets = refs.flatMap((ref) => (ref.kind === 'statement' ? [ref.datasetId] : []));
  const keys = refs.flatMap((ref) => (ref.kind === 'events' ? [ref.jobKey] : []));
  const links = [
    ...(await linksIntoDatasets(database, [...new Set(targets)])),
    ...(await linksOfEventJobs(database, keys)),
    ...refs.flatMap((job): JobLink[] =>
      job.kind === 'statement' ? [{ job, role: 'output', datasetId: job.datasetId }] : [],
    ),
  ];
  const inside = new Map(
    links
      .filter(({ job, datasetId }) => found.jobs.has(refKey(job)) && found.datasets.has(datasetId))
      .map((link) => [`${refKey(link.job)} ${link.role} ${link.datasetId}`, link]),
  );
  return {
    datasets: await datasetFacts(database, [...found.datasets]),
    jobs: await jobFacts(database, refs),
    links: [...inside.values()],
    complete,
  };
}
