import type { MarquezJob } from '@tributary/contracts';
import type { Facets, JobFacts } from '@tributary/graph-store';
import { descriptionIn, locationIn, tagsIn } from './told-by-facets';
import { jobVersion, toRun } from './to-run';
import { timeOf } from './times';

/** A job. `facets` are those that its events came to; a statement's text stands in the `sql` facet. */
export function toJob(job: JobFacts, facets: Facets = {}): MarquezJob {
  const { namespace, name, sql } = job;
  const runs = job.latestRuns.map(toRun);
  return {
    id: { namespace, name },
    type: job.processing,
    name,
    simpleName: name,
    parentJobName: null,
    parentJobUuid: null,
    createdAt: timeOf(job.firstSeenAt),
    updatedAt: timeOf(job.lastSeenAt, job.firstSeenAt),
    namespace,
    inputs: [...job.inputs],
    outputs: [...job.outputs],
    location: locationIn(facets),
    description: descriptionIn(facets),
    latestRun: runs[0] ?? null,
    // Marquez' dashboard breaks on an empty list and takes none.
    latestRuns: runs.length === 0 ? null : runs,
    currentVersion: jobVersion(job),
    tags: tagsIn(facets),
    facets: { ...(sql !== null && { sql: { query: sql } }), ...facets },
  };
}
