import { marquezFacets, marquezRun } from '@tributary/contracts';
import { z } from 'zod';
import { answered, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { toJob } from '../shapes/to-job';
import { toOneRun, toRun } from '../shapes/to-run';

const id = z.string().meta({ description: 'The id of a run.' });

export const oneRun = marquez({
  path: '/api/v1/jobs/runs/{id}',
  id: 'marquezRun',
  summary: 'One run of a job',
  parameters: z.object({ id }),
  response: marquezRun,
  answer: async (reader, asked) => {
    const run = await reader.run(asked.id);
    if (run === null) return missing(`Run '${asked.id}' not found.`);
    return answered(toOneRun(run, await reader.facetsOfRun(run.id)));
  },
});

export const runFacets = marquez({
  path: '/api/v1/jobs/runs/{id}/facets',
  id: 'marquezRunFacets',
  summary: 'The facets of a run, or those of its job at the time',
  parameters: z.object({ id, type: z.enum(['run', 'job']) }),
  response: marquezFacets,
  answer: async (reader, asked) => {
    const run = await reader.run(asked.id);
    if (run === null) return missing(`Run '${asked.id}' not found.`);
    const { [asked.type]: facets } = await reader.facetsOfRun(run.id);
    if (asked.type === 'run') return answered({ runId: run.id, facets: { ...toRun(run).facets, ...facets } });
    const job = await reader.job([run.job]);
    return answered({ runId: run.id, facets: { ...(job !== null && toJob(job).facets), ...facets } });
  },
});
