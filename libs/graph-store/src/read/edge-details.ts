import { edgeKind, type ColumnEdge, type DatasetSummary } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import selectEdgeDetails from './statements/select-edge-details.sql';

interface EdgeDetailRow {
  readonly edge_id: string;
  readonly kinds: string[];
  readonly masking: boolean;
  readonly direct: boolean;
  readonly from_dataset_id: string;
  readonly from_column: string;
  readonly to_dataset_id: string;
  readonly to_column: string;
}

export interface EdgeDetails {
  readonly edges: ReadonlyMap<string, Omit<ColumnEdge, 'hop'>>;
  /** The datasets at their ends, by database id. */
  readonly datasets: ReadonlyMap<string, DatasetSummary>;
}

/** Edges as the API shows them, by id, with the datasets that they join. */
export async function edgeDetails(database: Queryable, edgeIds: readonly string[]): Promise<EdgeDetails> {
  const [row] = await database.query<{ edges: EdgeDetailRow[] | null; datasets: DatasetRow[] | null }>(
    selectEdgeDetails,
    [edgeIds],
  );
  const datasetRows = row?.datasets ?? [];
  const datasets = new Map(datasetRows.map((dataset) => [dataset.dataset_id, summaryOf(dataset)]));
  const addressOf = (dataset: string, column: string): ColumnEdge['from'] => ({
    datasetId: datasets.get(dataset)!.id,
    column,
  });
  const edges = (row?.edges ?? []).map((edge): [string, Omit<ColumnEdge, 'hop'>] => [
    edge.edge_id,
    {
      id: edge.edge_id,
      from: addressOf(edge.from_dataset_id, edge.from_column),
      to: addressOf(edge.to_dataset_id, edge.to_column),
      kinds: edge.kinds.map((kind) => edgeKind.parse(kind)),
      direct: edge.direct,
      masking: edge.masking,
    },
  ]);
  return { edges: new Map(edges), datasets };
}
