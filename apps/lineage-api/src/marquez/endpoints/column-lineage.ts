import { marquezColumnLineage, type MarquezColumnLineage } from '@tributary/contracts';
import type { DatasetFacts, JobReader } from '@tributary/graph-store';
import { z } from 'zod';
import { type Answer, answered, malformed, missing } from '../answer';
import { marquez } from '../marquez-endpoint';
import { type NodeId, readNodeId } from '../node-id';
import { depth, nodeId } from '../parameters';
import { toColumnLineage } from '../shapes/to-column-lineage';

export const columnLineage = marquez({
  path: '/api/v1/column-lineage',
  id: 'marquezColumnLineage',
  summary: 'Where the values of a field, of a dataset or of what a job writes come from, and go to',
  description:
    'An edge stands at both of its fields, with that field as its origin: Marquez writes them so. A version after `#` asks for the graph as it was then.',
  parameters: z.object({
    nodeId,
    depth,
    withDownstream: z
      .string()
      .transform((text) => text.toLowerCase() === 'true')
      .pipe(z.boolean())
      .default(false)
      .meta({ description: '`true`: also what comes of the values.' }),
  }),
  response: marquezColumnLineage,
  answer: async (reader, asked) => {
    const node = readNodeId(asked.nodeId);
    if (node === null) {
      return malformed(
        `'${asked.nodeId}' is no node id, dataset:namespace:name or datasetField:namespace:name:field.`,
      );
    }
    if (node.version !== null && asked.withDownstream) {
      return malformed('A node with a version cannot be asked withDownstream.');
    }
    const roots = await rootsOf(reader, node);
    if (roots === null) return missing(`Node '${asked.nodeId}' not found.`);
    const run = node.version === null ? null : await reader.run(node.version);
    if (node.version !== null && run === null) return missing(`Version '${node.version}' not found.`);
    return await around(reader, roots, asked, run?.endedAt ?? null);
  },
});

interface Root {
  readonly dataset: DatasetFacts;
  readonly column: string | null;
}

/** The field, the dataset, or what the job writes; null when nothing is known by that name. */
async function rootsOf(reader: JobReader, node: NodeId): Promise<Root[] | null> {
  if (node.kind === 'job') {
    const job = await reader.job(node.names);
    if (job === null) return null;
    const outputs = await Promise.all(job.outputs.map((output) => reader.dataset([output])));
    return outputs.flatMap((dataset) => (dataset === null ? [] : [{ dataset, column: null }]));
  }
  if (node.kind === 'dataset') {
    const dataset = await reader.dataset(node.names);
    return dataset === null ? null : [{ dataset, column: null }];
  }
  for (const { names, field } of node.fields) {
    const dataset = names.length === 0 ? null : await reader.dataset(names);
    const column = dataset?.columns.find(({ name }) => name.toLowerCase() === field.toLowerCase());
    if (dataset !== null && column !== undefined) return [{ dataset, column: column.name }];
  }
  return null;
}

async function around(
  reader: JobReader,
  roots: readonly Root[],
  { depth: hops, withDownstream }: { depth: number; withDownstream: boolean },
  asOf: string | null,
): Promise<Answer<MarquezColumnLineage>> {
  const nodes = new Map<string, MarquezColumnLineage['graph'][number]>();
  let truncated = false;
  for (const root of roots) {
    const found = await reader.columnsAround({
      ...root,
      depth: Math.max(hops, 1),
      withDownstream,
      asOf,
    });
    if (!found.ok) return missing(`'${found.refusal.subject}' not found.`);
    const part = toColumnLineage(found.value);
    truncated ||= part.truncated;
    for (const node of part.graph) nodes.set(node.id, node);
  }
  return answered({ graph: [...nodes.values()], truncated });
}
