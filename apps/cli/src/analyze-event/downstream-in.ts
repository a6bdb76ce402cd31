import type { DatasetName } from '@tributary/contracts';
import { datasetId } from '@tributary/identity';
import type { StatedEdge } from '@tributary/openlineage';

/** Finds every dataset that edges lead to from one, nearest first; the edges are read once. */
export function downstreamIn(edges: readonly StatedEdge[]): (start: DatasetName) => readonly DatasetName[] {
  const outputs = new Map<string, Map<string, DatasetName>>();
  for (const { input, output } of edges) {
    const known = outputs.get(datasetId(input)) ?? new Map<string, DatasetName>();
    outputs.set(datasetId(input), known.set(datasetId(output), output));
  }
  return (start) => {
    const seen = new Map([[datasetId(start), start]]);
    // A map that grows while it is walked: breadth first.
    for (const at of seen.keys())
      for (const [id, output] of outputs.get(at) ?? []) if (!seen.has(id)) seen.set(id, output);
    return [...seen.values()].slice(1);
  };
}
