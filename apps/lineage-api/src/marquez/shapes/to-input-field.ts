import type { ColumnEdge, DatasetSummary, MarquezInputField } from '@tributary/contracts';

/** Where a value of a field comes from. */
export function toInputField(
  { from, kinds, masking }: ColumnEdge,
  datasets: ReadonlyMap<string, DatasetSummary>,
): MarquezInputField {
  const dataset = datasets.get(from.datasetId);
  return {
    namespace: dataset?.namespace ?? '',
    dataset: dataset?.name ?? from.datasetId,
    datasetVersion: null,
    field: from.column,
    transformationDescription: null,
    transformationType: masking ? 'MASKED' : (kinds[0] ?? null),
    kinds,
    masking,
  };
}
