import { type EventEdge, isDirect } from '@tributary/contracts';
import { keyOf } from './naming';
import type { StatedEdge } from './stated-edge';

/** One edge per pair: Spark lists the same input once for each of its kinds. */
export function mergeEdges<E extends EventEdge | StatedEdge>(edges: readonly E[]): E[] {
  const merged = new Map<string, E>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.carrier, ...endsOf(edge)]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? edge : unite(known, edge));
  }
  return [...merged.values()];
}

/**
 * An influence (a filter, a join key) that stands under every column of an output is one of the output as a whole. Spark by default repeats each
 * under all columns: near to the product of all columns.
 */
export function collapseInfluences(edges: readonly EventEdge[]): EventEdge[] {
  const columns = new Map<string, Set<string>>();
  const influenced = new Map<string, Set<string>>();
  const influences = (edge: EventEdge): string[] =>
    edge.kinds
      .filter((kind) => !isDirect(kind))
      .map((kind) =>
        JSON.stringify([edge.carrier, keyOf(edge.output), keyOf(edge.input), edge.inputColumn, kind]),
      );
  for (const edge of edges) {
    if (edge.outputColumn === null) continue;
    addTo(columns, `${edge.carrier} ${keyOf(edge.output)}`, edge.outputColumn);
    for (const influence of influences(edge)) addTo(influenced, influence, edge.outputColumn);
  }
  const isWide = (edge: EventEdge, kind: EventEdge['kinds'][number]): boolean => {
    const all = columns.get(`${edge.carrier} ${keyOf(edge.output)}`)?.size ?? 0;
    const [influence] = influences({ ...edge, kinds: [kind] });
    return all > 1 && influence !== undefined && influenced.get(influence)?.size === all;
  };
  return mergeEdges(
    edges.flatMap((edge) => {
      if (edge.outputColumn === null) return [edge];
      const wide = edge.kinds.filter((kind) => isWide(edge, kind));
      const own = edge.kinds.filter((kind) => !wide.includes(kind));
      return [
        ...(own.length > 0 ? [{ ...edge, kinds: own }] : []),
        ...(wide.length > 0
          ? [{ ...edge, outputColumn: null, kinds: wide, masking: false, description: null }]
          : []),
      ];
    }),
  );
}

const endsOf = (edge: EventEdge): unknown[] => [
  keyOf(edge.input),
  edge.inputColumn,
  keyOf(edge.output),
  edge.outputColumn,
];

const unite = <E extends EventEdge | StatedEdge>(a: E, b: E): E => ({
  ...a,
  ...('words' in a && 'words' in b && { words: [...new Set([...a.words, ...b.words])].sort() }),
  kinds: [...new Set([...a.kinds, ...b.kinds])].sort(),
  masking: a.masking || b.masking,
  description:
    a.description === b.description || b.description === null
      ? a.description
      : (a.description ?? b.description),
});

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
