import type { Spot } from '../url/url-state';
import { type GraphEdge, wholeDataset } from './lineage-graph';

/** Everything that a spot comes from and goes to, within the edges given. */
export interface TracedPath {
  readonly edgeIds: ReadonlySet<string>;
  /** `spotKey`s on the way, the spot itself included. */
  readonly spots: ReadonlySet<string>;
  readonly datasetIds: ReadonlySet<string>;
}

/** A key for a spot that no two spots share. */
export const spotKey = ({ datasetId, column }: Spot): string => JSON.stringify([datasetId, column]);

/** The whole dataset meets each of its columns: what filters a table influences all that is in it. */
const meets = (a: Spot, b: Spot): boolean =>
  a.datasetId === b.datasetId &&
  (a.column === b.column || a.column === wholeDataset || b.column === wholeDataset);

function edgesByDataset(edges: Iterable<GraphEdge>, end: 'from' | 'to'): Map<string, GraphEdge[]> {
  const index = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const at = index.get(edge[end].datasetId);
    if (at === undefined) index.set(edge[end].datasetId, [edge]);
    else at.push(edge);
  }
  return index;
}

function walk(
  start: Spot,
  edges: readonly GraphEdge[],
  near: 'from' | 'to',
  far: 'from' | 'to',
): GraphEdge[] {
  const index = edgesByDataset(edges, near);
  const seen = new Set<GraphEdge>();
  const waiting: Spot[] = [start];
  for (let spot = waiting.pop(); spot !== undefined; spot = waiting.pop()) {
    for (const edge of index.get(spot.datasetId) ?? []) {
      if (seen.has(edge) || !meets(edge[near], spot)) continue;
      seen.add(edge);
      waiting.push(edge[far]);
    }
  }
  return [...seen];
}

/** Walks up and down from a spot; cycles end where they began. */
export function tracePath(spot: Spot, edges: Iterable<GraphEdge>): TracedPath {
  const all = [...edges];
  const path = [...walk(spot, all, 'to', 'from'), ...walk(spot, all, 'from', 'to')];
  const ends = [spot, ...path.flatMap(({ from, to }) => [from, to])];
  return {
    edgeIds: new Set(path.map(({ id }) => id)),
    spots: new Set(ends.map(spotKey)),
    datasetIds: new Set(ends.map(({ datasetId }) => datasetId)),
  };
}
