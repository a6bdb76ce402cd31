import type { MarquezRun } from '@tributary/contracts';
import type { CurrentFacets, RunFacts } from '@tributary/graph-store';
import { stableUuid } from './stable-uuid';
import { timeOf } from './times';
import { nominalTimesIn } from './told-by-facets';

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

/** One run with what its events told beside: of itself, and of each dataset that it read or wrote. */
export function toOneRun(run: RunFacts, told: CurrentFacets): MarquezRun {
  const alone = toRun(run);
  const { start, end } = nominalTimesIn(told.run);
  return {
    ...alone,
    nominalStartTime: start,
    nominalEndTime: end,
    inputDatasetVersions: told.datasets.flatMap(({ dataset, inputFacets: facets }) =>
      facets === null
        ? []
        : [
            {
              datasetVersionId: {
                ...dataset,
                version: stableUuid('dataset', dataset.namespace, dataset.name),
              },
              facets,
            },
          ],
    ),
    outputDatasetVersions: told.datasets.flatMap(({ dataset, outputFacets: facets }) =>
      facets === null ? [] : [{ datasetVersionId: { ...dataset, version: run.id }, facets }],
    ),
    facets: { ...alone.facets, ...told.run },
  };
}

/** Jobs have no versions here; Marquez' clients want one, so each job has exactly one. */
export const jobVersion = ({ namespace, name }: RunFacts['job']): string =>
  stableUuid('job', namespace, name);
