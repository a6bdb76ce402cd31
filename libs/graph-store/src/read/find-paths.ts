import { groupBy } from './group-by';
import type { IdentifiedEdge, RootColumn, Walk } from './traverse';

export interface PathSearch {
  readonly walk: Walk<IdentifiedEdge>;
  readonly from: readonly RootColumn[];
  readonly to: { readonly dataset: number; readonly columns: ReadonlySet<number> };
  readonly mode: 'shortest' | 'all';
  readonly depth: number;
  readonly maxPaths: number;
}

/** Partial paths looked at before the search gives up. */
const MAX_PARTIAL = 200_000;

/**
 * Paths over the edges of a walk, short ones first and each without a column twice, in an order that the graph alone decides. '*' of a
 * dataset stands for each of its columns. `complete: false`: there are more.
 */
export function findPaths({ walk, from, to, mode, depth, maxPaths }: PathSearch): {
  readonly paths: IdentifiedEdge[][];
  readonly complete: boolean;
} {
  const { stars } = walk;
  const edges = [...walk.edges].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byFrom = groupBy(edges, (edge) => edge.from);
  const byFromDataset = groupBy(edges, (edge) => edge.fromDataset);
  const starsOf = groupBy(
    edges.filter((edge) => stars.has(edge.from)),
    (edge) => edge.fromDataset,
  );
  const after = (column: number, dataset: number): readonly IdentifiedEdge[] =>
    stars.has(column)
      ? (byFromDataset.get(dataset) ?? [])
      : [...(byFrom.get(column) ?? []), ...(starsOf.get(dataset) ?? [])];
  const isEnd = (edge: IdentifiedEdge): boolean =>
    to.columns.has(edge.to) || (edge.toDataset === to.dataset && stars.has(edge.to));

  const remaining = distances(edges, stars, isEnd);
  const paths: IdentifiedEdge[][] = [];
  let seen = 0;
  let frontier: IdentifiedEdge[][] = [[]];
  for (let length = 1; length <= depth && frontier.length > 0; length += 1) {
    const longer: IdentifiedEdge[][] = [];
    for (const path of frontier) {
      const last = path.at(-1);
      const next =
        last === undefined
          ? unique(from.flatMap(({ column, dataset }) => after(column, dataset)))
          : after(last.to, last.toDataset);
      for (const edge of next) {
        const left = remaining.get(edge.id);
        if (left === undefined || length + left > depth || visits(path, edge)) continue;
        seen += 1;
        if (seen > MAX_PARTIAL) return { paths, complete: false };
        const made = [...path, edge];
        if (isEnd(edge)) {
          if (paths.length === maxPaths) return { paths, complete: false };
          paths.push(made);
        }
        longer.push(made);
      }
    }
    if (mode === 'shortest' && paths.length > 0) break;
    frontier = longer;
  }
  return { paths, complete: walk.complete };
}

const visits = (path: readonly IdentifiedEdge[], { from, to }: IdentifiedEdge): boolean =>
  from === to || path.some((edge) => edge.to === to || edge.from === to);
const unique = (edges: readonly IdentifiedEdge[]): IdentifiedEdge[] => [...new Set(edges)];

/** How many edges follow each edge until an end; edges that lead to none are missing. */
function distances(
  edges: readonly IdentifiedEdge[],
  stars: ReadonlySet<number>,
  isEnd: (edge: IdentifiedEdge) => boolean,
): Map<string, number> {
  const byTo = groupBy(edges, (edge) => edge.to);
  const byToDataset = groupBy(edges, (edge) => edge.toDataset);
  const starsInto = groupBy(
    edges.filter((edge) => stars.has(edge.to)),
    (edge) => edge.toDataset,
  );
  const before = ({ from, fromDataset }: IdentifiedEdge): readonly IdentifiedEdge[] =>
    stars.has(from)
      ? (byToDataset.get(fromDataset) ?? [])
      : [...(byTo.get(from) ?? []), ...(starsInto.get(fromDataset) ?? [])];

  const found = new Map<string, number>();
  let frontier = edges.filter(isEnd);
  for (let distance = 0; frontier.length > 0; distance += 1) {
    const fresh = frontier.filter((edge) => !found.has(edge.id));
    for (const edge of fresh) found.set(edge.id, distance);
    frontier = unique(fresh.flatMap(before)).filter((edge) => !found.has(edge.id));
  }
  return found;
}
