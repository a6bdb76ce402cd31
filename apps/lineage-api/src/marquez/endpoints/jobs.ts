import { marquezJob, marquezJobs, marquezRuns } from '@tributary/contracts';
import type { JobReader } from '@tributary/graph-store';
import { z } from 'zod';
import { type Answer, answered, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { namespace, paging } from '../parameters';
import { toJob } from '../shapes/to-job';
import { toRun } from '../shapes/to-run';

const job = z.string().meta({ description: 'Its name, percent-encoded as one part of the path.' });
const state = z.enum(['NEW', 'RUNNING', 'COMPLETED', 'FAILED', 'ABORTED']);
const lastRunStates = z
  .union([state, z.array(state)])
  .transform((asked) => [asked].flat())
  .pipe(z.array(state))
  .default([])
  .meta({ description: 'Only jobs whose latest run is in one of these states.' });

const unknown = (name: string): Answer<never> => missing(`Job '${name}' not found.`);

export const listAllJobs = marquez({
  path: '/api/v1/jobs',
  id: 'marquezAllJobs',
  summary: 'All jobs by name: statements of warehouses, and jobs of OpenLineage',
  parameters: z.object({ lastRunStates, ...paging }),
  response: marquezJobs,
  answer: (reader, asked) => jobsIn(reader, null, asked),
});

export const listJobs = marquez({
  path: '/api/v1/namespaces/{namespace}/jobs',
  id: 'marquezJobs',
  summary: 'The jobs of a namespace by name',
  parameters: z.object({ namespace, lastRunStates, ...paging }),
  response: marquezJobs,
  answer: (reader, asked) => jobsIn(reader, asked.namespace, asked),
});

export const oneJob = marquez({
  path: '/api/v1/namespaces/{namespace}/jobs/{job}',
  id: 'marquezJob',
  summary: 'One job with what it reads and writes',
  parameters: z.object({ namespace, job }),
  response: marquezJob,
  answer: async (reader, asked) => {
    const found = await reader.job([{ namespace: asked.namespace, name: asked.job }]);
    return found === null ? unknown(asked.job) : answered(toJob(found, await reader.facetsOfJob(found)));
  },
});

export const listRuns = marquez({
  path: '/api/v1/namespaces/{namespace}/jobs/{job}/runs',
  id: 'marquezRuns',
  summary: "A job's runs, newest first",
  parameters: z.object({ namespace, job, ...paging }),
  response: marquezRuns,
  answer: async (reader, asked) => {
    const found = await reader.job([{ namespace: asked.namespace, name: asked.job }]);
    if (found === null) return unknown(asked.job);
    const { items, total } = await reader.runs(found, asked);
    return answered({ runs: items.map(toRun), totalCount: total });
  },
});

async function jobsIn(
  reader: JobReader,
  within: string | null,
  asked: { lastRunStates: z.infer<typeof state>[]; limit: number; offset: number },
): Promise<Answer<z.infer<typeof marquezJobs>>> {
  const { limit, offset, lastRunStates: states } = asked;
  const { items, total } = await reader.jobs({ namespace: within, part: null, states, limit, offset });
  return answered({ jobs: items.map((each) => toJob(each)), totalCount: total });
}
