import type { DatasetName } from '@tributary/contracts';
import { datasetId } from '@tributary/identity';
import type { StatedEdge } from '@tributary/openlineage';

/** Every dataset that edges lead to from this one, nearest first. */
export function downstreamOf(start: DatasetName, edges: readonly StatedEdge[]): readonly DatasetName[] {
  const seen = new Map([[datasetId(start), start]]);
  for (const at of seen.keys())
    for (const { input, output } of edges)
      if (datasetId(input) === at && !seen.has(datasetId(output))) seen.set(datasetId(output), output);
  return [...seen.values()].slice(1);
}
