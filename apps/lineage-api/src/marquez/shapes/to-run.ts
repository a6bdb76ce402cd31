import type { MarquezRun } from '@tributary/contracts';
import type { RunFacts } from '@tributary/graph-store';
import { stableUuid } from './stable-uuid';
import { timeOf } from './times';

/** A run. Who ran a statement, and what the session called itself, stand in `args`. */
export function toRun(run: RunFacts): MarquezRun {
  const { startedAt, endedAt, user, label, error } = run;
  return {
    id: run.id,
    createdAt: timeOf(startedAt, endedAt),
    updatedAt: timeOf(endedAt, startedAt),
    nominalStartTime: null,
    nominalEndTime: null,
    state: run.state,
    startedAt,
    endedAt,
    durationMs: startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt),
    args: { ...(user !== null && { user }), ...(label !== null && { label }) },
    jobVersion: { ...run.job, version: jobVersion(run.job) },
    inputDatasetVersions: [],
    outputDatasetVersions: [],
    facets: error === null ? {} : { errorMessage: { message: error, programmingLanguage: 'unknown' } },
  };
}

/** Jobs have no versions here; Marquez' clients want one, so each job has exactly one. */
export const jobVersion = ({ namespace, name }: RunFacts['job']): string =>
  stableUuid('job', namespace, name);
