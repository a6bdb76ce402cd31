import { marquezLineage } from '@tributary/contracts';
import { z } from 'zod';
import { answered, malformed, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { readNodeId } from '../node-id';
import { depth, nodeId } from '../parameters';
import { toLineage } from '../shapes/to-lineage';

export const lineage = marquez({
  path: '/api/v1/lineage',
  id: 'marquezLineage',
  summary: 'What leads to a dataset or a job and what comes of it, dataset by dataset and job by job',
  parameters: z.object({ nodeId, depth }),
  response: marquezLineage,
  answer: async (reader, asked) => {
    const node = readNodeId(asked.nodeId);
    if (node === null)
      return malformed(`'${asked.nodeId}' is no node id, dataset:namespace:name or job:namespace:name.`);
    if (node.kind === 'datasetField') return malformed('Fields stand in /api/v1/column-lineage.');
    if (node.kind === 'job') {
      const job = await reader.job(node.names);
      return job === null
        ? missing(`Node '${asked.nodeId}' not found.`)
        : answered(toLineage(await reader.graph({ job }, asked.depth)));
    }
    const dataset = await reader.dataset(node.names);
    return dataset === null
      ? missing(`Node '${asked.nodeId}' not found.`)
      : answered(toLineage(await reader.graph({ dataset }, asked.depth)));
  },
});
