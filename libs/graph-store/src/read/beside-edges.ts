import type { ColumnEdge, LineageResponse } from '@tributary/contracts';
import type { WalkedEdge } from './lineage-walk';
import type { ColumnList, ShownDataset } from './shown-datasets';

/** Edges by the names of their ends, and the datasets at their ends with one more, out of `datasets`. */
export function besideEdges(
  edges: readonly WalkedEdge[],
  alsoDataset: string,
  datasets: ReadonlyMap<string, ShownDataset>,
): Pick<LineageResponse, 'datasets' | 'edges'> {
  // Of hundreds of columns some ten are at an end.
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const addresses = new Map<number, ColumnEdge['from']>();
  for (const { summary, columns } of datasets.values()) {
    columns.ids.forEach((id, at) => {
      if (ends.has(id)) addresses.set(id, { datasetId: summary.id, column: columns.names[at]! });
    });
  }
  const joined = new Set([datasets.get(alsoDataset)?.summary.id]);
  const addressOf = (column: number): ColumnEdge['from'] => {
    const address = addresses.get(column)!;
    joined.add(address.datasetId);
    return address;
  };
  const named = edges.map(({ id, from, to, kinds, direct, masking, hop }): ColumnEdge => ({
    id,
    from: addressOf(from),
    to: addressOf(to),
    kinds: [...kinds],
    direct,
    masking,
    hop,
  }));
  return {
    datasets: [...datasets.values()]
      .filter(({ summary }) => joined.has(summary.id))
      .map(({ summary, columns }) => ({ ...summary, columns: declaredOf(columns) })),
    edges: named,
  };
}

/** Without the pseudo-column that stands for all of them. */
function declaredOf({ names, types }: ColumnList): LineageResponse['datasets'][number]['columns'] {
  const declared: LineageResponse['datasets'][number]['columns'] = [];
  names.forEach((name, at) => {
    if (name !== '*') declared.push({ name, type: types[at] ?? null });
  });
  return declared;
}
