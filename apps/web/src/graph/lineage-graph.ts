import type { ColumnEdge, DatasetSummary, EdgeKind, LineageResponse } from '@tributary/contracts';
import type { Expansion, Spot } from '../url/url-state';

export const wholeDataset = '*';

export interface GraphEdge {
  readonly id: string;
  readonly from: Spot;
  readonly to: Spot;
  readonly kinds: readonly EdgeKind[];
  readonly direct: boolean;
  readonly masking: boolean;
}

export interface GraphDataset extends DatasetSummary {
  /** In the dataset's own order. */
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
}

/** What the graph view knows, before any thought of cards and lines. */
export interface LineageGraph {
  readonly root: Spot;
  readonly datasets: ReadonlyMap<string, GraphDataset>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** True when the server cut the answer. */
  readonly truncated: boolean;
}

const graphEdge = ({ id, from, to, kinds, direct, masking }: ColumnEdge): GraphEdge => ({
  id,
  from,
  to,
  kinds,
  direct,
  masking,
});

const withColumn = (dataset: GraphDataset, name: string): GraphDataset =>
  name === wholeDataset || dataset.columns.some((column) => column.name === name)
    ? dataset
    : { ...dataset, columns: [...dataset.columns, { name, type: null }] };

/** Adds datasets and edges; columns that only an edge names are added to their dataset. */
function merge(
  graph: LineageGraph,
  datasets: readonly GraphDataset[],
  edges: readonly ColumnEdge[],
): LineageGraph {
  const merged = new Map(graph.datasets);
  for (const dataset of datasets) {
    const known = merged.get(dataset.id);
    if (known === undefined || known.columns.length < dataset.columns.length) merged.set(dataset.id, dataset);
  }
  const allEdges = new Map(graph.edges);
  for (const edge of edges) {
    if (!merged.has(edge.from.datasetId) || !merged.has(edge.to.datasetId)) continue;
    allEdges.set(edge.id, graphEdge(edge));
    for (const { datasetId, column } of [edge.from, edge.to]) {
      merged.set(datasetId, withColumn(merged.get(datasetId)!, column));
    }
  }
  return { ...graph, datasets: merged, edges: allEdges };
}

/** The graph of one answer of `/v1/lineage`. */
export function lineageGraph(response: LineageResponse): LineageGraph {
  const { dataset, column } = response.root;
  const root: Spot = { datasetId: dataset.id, column: column ?? wholeDataset };
  const empty: LineageGraph = {
    root,
    datasets: new Map([[dataset.id, { ...dataset, columns: [] }]]),
    edges: new Map(),
    truncated: response.truncated,
  };
  const graph = merge(empty, response.datasets, response.edges);
  const rootDataset = withColumn(graph.datasets.get(dataset.id)!, root.column);
  return { ...graph, datasets: new Map(graph.datasets).set(dataset.id, rootDataset) };
}

/** Columns of a dataset that an edge of the graph touches. */
export function connectedColumns(graph: LineageGraph, datasetId: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { from, to } of graph.edges.values()) {
    if (from.datasetId === datasetId) names.add(from.column);
    if (to.datasetId === datasetId) names.add(to.column);
  }
  return names;
}

/**
 * One step further from a dataset. In a column's graph only what belongs to the columns already shown is taken in,
 * so that expanding keeps answering the question that was asked.
 */
export function expandGraph(
  graph: LineageGraph,
  { datasetId, direction }: Expansion,
  step: LineageResponse,
): LineageGraph {
  if (!graph.datasets.has(datasetId)) return graph;
  const wholeGraph = graph.root.column === wholeDataset;
  const shown = connectedColumns(graph, datasetId);
  const edges = step.edges.filter((edge) => {
    const near = direction === 'up' ? edge.to : edge.from;
    if (near.datasetId !== datasetId) return false;
    return wholeGraph || near.column === wholeDataset || shown.has(wholeDataset) || shown.has(near.column);
  });
  const reached = new Set(edges.flatMap((edge) => [edge.from.datasetId, edge.to.datasetId]));
  const grown = merge(
    graph,
    step.datasets.filter(({ id }) => reached.has(id)),
    edges,
  );
  return { ...grown, truncated: graph.truncated || step.truncated };
}
