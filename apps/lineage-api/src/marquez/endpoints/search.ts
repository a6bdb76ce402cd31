import { marquezSearch, type MarquezSearch } from '@tributary/contracts';
import type { JobReader } from '@tributary/graph-store';
import { z } from 'zod';
import { answered } from '../answer';
import { marquez } from '../marquez-endpoint';
import { datasetNode, jobNode } from '../node-id';
import { paging } from '../parameters';
import { timeOf } from '../shapes/times';

type Result = MarquezSearch['results'][number];

export const search = marquez({
  path: '/api/v1/search',
  id: 'marquezSearch',
  summary: 'Datasets and jobs whose names hold the words asked for',
  parameters: z.object({
    q: z.string().max(500).default(''),
    filter: z.string().toUpperCase().optional().meta({ description: '`DATASET` or `JOB`.' }),
    sort: z.string().toUpperCase().default('NAME').meta({ description: '`NAME` or `UPDATE_AT`.' }),
    limit: paging.limit,
  }),
  response: marquezSearch,
  answer: async (reader, { q, filter, sort, limit }) => {
    const results = [
      ...(filter === 'JOB' ? [] : await datasetsOf(reader, q, limit)),
      ...(filter === 'DATASET' ? [] : await jobsOf(reader, q, limit)),
    ];
    results.sort(sort === 'NAME' ? byName : byTime);
    const page = results.slice(0, limit);
    return answered({ totalCount: page.length, results: page });
  },
});

async function datasetsOf(reader: JobReader, q: string, limit: number): Promise<Result[]> {
  const found = await reader.search(q, limit);
  if (!found.ok) return [];
  const results = new Map<string, Result>();
  for (const { dataset } of found.value.results) {
    const nodeId = datasetNode(dataset);
    if (results.has(nodeId)) continue;
    const facts = await reader.dataset([dataset]);
    const updatedAt = timeOf(facts?.lastWrittenAt, facts?.firstSeenAt);
    results.set(nodeId, {
      type: 'DATASET',
      name: dataset.name,
      namespace: dataset.namespace,
      updatedAt,
      nodeId,
    });
  }
  return [...results.values()];
}

async function jobsOf(reader: JobReader, q: string, limit: number): Promise<Result[]> {
  if (q.trim() === '') return [];
  const { items } = await reader.jobs({ namespace: null, part: q.trim(), states: [], limit, offset: 0 });
  return items.map((job) => ({
    type: 'JOB',
    name: job.name,
    namespace: job.namespace,
    updatedAt: timeOf(job.lastSeenAt, job.firstSeenAt),
    nodeId: jobNode(job),
  }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: Result, b: Result): number => compare(a.name, b.name) || compare(a.nodeId, b.nodeId);
const byTime = (a: Result, b: Result): number => compare(b.updatedAt, a.updatedAt) || byName(a, b);
