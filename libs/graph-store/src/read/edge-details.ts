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

interface DatasetDetailRow extends DatasetRow {
  readonly columns: { readonly names: string[] | null; readonly types: (string | null)[] | null } | null;
}

/** As the source spells it; never '*'. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: string | null;
}

export interface EdgeDetails {
  readonly edges: ReadonlyMap<string, Omit<ColumnEdge, 'hop'>>;
  /** The datasets at their ends, by database id. */
  readonly datasets: ReadonlyMap<string, DatasetSummary>;
  /** The columns of those datasets in declared order, when they were asked for. */
  readonly columns: ReadonlyMap<string, readonly DatasetColumn[]>;
}

/** Edges as the API shows them, by id, with the datasets that they join. */
export async function edgeDetails(
  database: Queryable,
  edgeIds: readonly string[],
  {
    alsoDatasets = [],
    withColumns = false,
  }: { readonly alsoDatasets?: readonly string[]; readonly withColumns?: boolean } = {},
): Promise<EdgeDetails> {
  const [row] = await database.query<{ edges: EdgeDetailRow[] | null; datasets: DatasetDetailRow[] | null }>(
    selectEdgeDetails,
    [edgeIds, alsoDatasets, withColumns],
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
  return {
    edges: new Map(edges),
    datasets,
    columns: new Map(datasetRows.map((dataset) => [dataset.dataset_id, columnsOf(dataset)])),
  };
}

const columnsOf = ({ columns }: DatasetDetailRow): DatasetColumn[] =>
  (columns?.names ?? []).map((name, index) => ({ name, type: columns?.types?.[index] ?? null }));
