import type { MarquezLineage } from '@tributary/contracts';
import { type JobGraph, refKey } from '@tributary/graph-store';
import { datasetNode, jobNode } from '../node-id';
import { toDataset } from './to-dataset';
import { toJob } from './to-job';

type Node = MarquezLineage['graph'][number];

/** Datasets and jobs as nodes, each with the edges at it, by id. */
export function toLineage({ datasets, jobs, links, complete }: JobGraph): MarquezLineage {
  const nodes = new Map<string, Node>();
  const idOfDataset = new Map(datasets.map((each) => [each.id, datasetNode(each)]));
  const idOfJob = new Map(jobs.map((each) => [refKey(each.ref), jobNode(each)]));
  for (const dataset of datasets) {
    nodes.set(datasetNode(dataset), {
      id: datasetNode(dataset),
      type: 'DATASET',
      data: toDataset(dataset),
      inEdges: [],
      outEdges: [],
    });
  }
  for (const job of jobs) {
    nodes.set(jobNode(job), { id: jobNode(job), type: 'JOB', data: toJob(job), inEdges: [], outEdges: [] });
  }
  for (const { job, role, datasetId } of links) {
    const [jobId, dataset] = [idOfJob.get(refKey(job)), idOfDataset.get(datasetId)];
    if (jobId === undefined || dataset === undefined) continue;
    const [origin, destination] = role === 'input' ? [dataset, jobId] : [jobId, dataset];
    nodes.get(origin)?.outEdges.push({ origin, destination });
    nodes.get(destination)?.inEdges.push({ origin, destination });
  }
  for (const { inEdges, outEdges } of nodes.values()) {
    inEdges.sort(byEnds);
    outEdges.sort(byEnds);
  }
  return { graph: [...nodes.values()].sort((a, b) => compare(a.id, b.id)), truncated: !complete };
}

type Edge = Node['inEdges'][number];

const byEnds = (a: Edge, b: Edge): number =>
  compare(a.origin, b.origin) || compare(a.destination, b.destination);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
