import type { LineageResponse, MarquezColumnLineage } from '@tributary/contracts';
import { fieldNode } from '../node-id';
import { toInputField } from './to-input-field';

type Node = MarquezColumnLineage['graph'][number];

/** Columns as nodes, by id. What is known of whole tables only (`*`) is left out: no field could show it; /lineage does. */
export function toColumnLineage({ edges, datasets, truncated }: LineageResponse): MarquezColumnLineage {
  const byId = new Map(datasets.map((each) => [each.id, each]));
  const nodes = new Map<string, Node>();
  const nodeAt = ({ datasetId, column }: { datasetId: string; column: string }): Node => {
    const dataset = byId.get(datasetId)!;
    const id = fieldNode(dataset, column);
    const node = nodes.get(id) ?? {
      id,
      type: 'DATASET_FIELD',
      data: {
        namespace: dataset.namespace,
        dataset: dataset.name,
        datasetVersion: null,
        field: column,
        fieldType: dataset.columns.find(({ name }) => name === column)?.type ?? null,
        transformationDescription: null,
        transformationType: null,
        inputFields: [],
      },
      inEdges: [],
      outEdges: [],
    };
    nodes.set(id, node);
    return node;
  };
  for (const edge of edges) {
    if (edge.from.column === '*' || edge.to.column === '*') continue;
    const [from, to] = [nodeAt(edge.from), nodeAt(edge.to)];
    // Backwards on purpose: an edge's origin is the node that it stands at, as Marquez' own server writes it.
    to.inEdges.push({ origin: to.id, destination: from.id });
    from.outEdges.push({ origin: from.id, destination: to.id });
    to.data.inputFields.push(toInputField(edge, byId));
    to.data.transformationType ??= edge.masking ? 'MASKED' : (edge.kinds[0] ?? null);
  }
  for (const { inEdges, outEdges } of nodes.values()) {
    inEdges.sort(byDestination);
    outEdges.sort(byDestination);
  }
  return { graph: [...nodes.values()].sort((a, b) => compare(a.id, b.id)), truncated };
}

type Edge = Node['inEdges'][number];

const byDestination = (a: Edge, b: Edge): number => compare(a.destination, b.destination);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
