import { edgeKind, type ColumnEdge, type DatasetSummary } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { datasetSummaries } from './dataset-summaries';
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
export async function edgeDetails(
  database: Queryable,
  edgeIds: readonly string[],
  alsoDatasets: readonly string[] = [],
): Promise<EdgeDetails> {
  const rows = await database.query<EdgeDetailRow>(selectEdgeDetails, [edgeIds]);
  const ends = rows.flatMap((row) => [row.from_dataset_id, row.to_dataset_id]);
  const datasets = await datasetSummaries(database, [...ends, ...alsoDatasets]);
  const addressOf = (dataset: string, column: string): ColumnEdge['from'] => ({
    datasetId: datasets.get(dataset)!.id,
    column,
  });
  const edges = rows.map((row): [string, Omit<ColumnEdge, 'hop'>] => [
    row.edge_id,
    {
      id: row.edge_id,
      from: addressOf(row.from_dataset_id, row.from_column),
      to: addressOf(row.to_dataset_id, row.to_column),
      kinds: row.kinds.map((kind) => edgeKind.parse(kind)),
      direct: row.direct,
      masking: row.masking,
    },
  ]);
  return { edges: new Map(edges), datasets };
}
