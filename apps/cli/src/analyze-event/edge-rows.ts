import type { StatedEdge } from '@tributary/openlineage';

type Row = readonly string[];

/** A column into a column. */
export interface ColumnEdgeRow {
  readonly in: Row;
  readonly out: Row;
  readonly kinds: readonly string[];
  readonly masking: boolean;
}

/** A column into the output as a whole. */
export type WideEdgeRow = Omit<ColumnEdgeRow, 'masking'>;

/** Edges as the line protocol has them: names and kinds as the producer wrote them. */
export interface EdgeRows {
  readonly column_edges: readonly ColumnEdgeRow[];
  readonly dataset_wide_column_edges: readonly WideEdgeRow[];
  readonly table_edges_precedence: readonly Row[];
}

export function edgeRows(edges: readonly StatedEdge[]): EdgeRows {
  return {
    column_edges: edges.flatMap((edge) =>
      edge.inputColumn === null || edge.outputColumn === null
        ? []
        : [
            {
              in: [edge.input.namespace, edge.input.name, edge.inputColumn],
              out: [edge.output.namespace, edge.output.name, edge.outputColumn],
              kinds: edge.words,
              masking: edge.masking,
            },
          ],
    ),
    dataset_wide_column_edges: edges.flatMap((edge) =>
      edge.inputColumn === null || edge.outputColumn !== null
        ? []
        : [
            {
              in: [edge.input.namespace, edge.input.name, edge.inputColumn],
              out: [edge.output.namespace, edge.output.name],
              kinds: edge.words,
            },
          ],
    ),
    table_edges_precedence: tableRows(edges),
  };
}

/** One row for each pair of datasets and carrier. */
export function tableRows(edges: readonly StatedEdge[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { input, output, carrier } of edges) {
    const row = [input.namespace, input.name, output.namespace, output.name, CARRIERS[carrier]];
    rows.set(JSON.stringify(row), row);
  }
  return [...rows.values()];
}

const CARRIERS: Readonly<Record<StatedEdge['carrier'], string>> = {
  'lineage-facet': 'lineage',
  'column-lineage-facet': 'columnLineage',
  sql: 'sql',
  implicit: 'implicit',
};
