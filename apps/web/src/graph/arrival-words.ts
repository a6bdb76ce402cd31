import type { Line } from './graph-cards';
import { isPlain, kindWords } from './kind-words';

/**
 * What to write where lines arrive at a card, by row: `aggregated`, `filter · join`. Lines that meet in one row share one label, so labels
 * never cover each other; a plain copy has none.
 */
export function arrivalWords(lines: readonly Line[], datasetId: string): ReadonlyMap<string, string> {
  const kinds = new Map<string, Set<Line['edges'][number]['kinds'][number]>>();
  for (const { to, edges } of lines) {
    if (to.datasetId !== datasetId) continue;
    const found = kinds.get(to.column) ?? new Set();
    for (const kind of edges.flatMap((edge) => edge.kinds)) if (!isPlain([kind])) found.add(kind);
    kinds.set(to.column, found);
  }
  return new Map(
    [...kinds]
      .filter(([, found]) => found.size > 0)
      .map(([column, found]) => [column, kindWords([...found])]),
  );
}
