import { groupBy } from './group-by';
import type { RootColumn, Walk } from './traverse';

/**
 * The columns that values alone reach within `depth`: what a walk down the direct edges would find, read off a complete walk down all
 * edges. It holds every edge that the narrower walk could take, since it reaches each column no later.
 */
export function directReach(walk: Walk, roots: readonly RootColumn[], depth: number): ReadonlySet<number> {
  const { starOf, members } = walk;
  const leaving = groupBy(
    walk.edges.filter((edge) => edge.direct),
    (edge) => edge.from,
  );
  const reached = new Set<number>();
  const expanded = new Set<number>();

  const widen = (columns: readonly RootColumn[]): RootColumn[] => {
    const next: RootColumn[] = [];
    const reach = (column: number, dataset: number): void => {
      if (reached.has(column)) return;
      reached.add(column);
      next.push({ column, dataset });
    };
    for (const { column, dataset } of columns) {
      const isWhole = starOf.get(dataset) === column && !reached.has(column);
      reach(column, dataset);
      if (isWhole) for (const member of members.get(dataset) ?? []) reach(member, dataset);
    }
    return next;
  };

  let frontier = widen(roots);
  for (let hop = 1; hop <= depth && frontier.length > 0; hop += 1) {
    const ends: RootColumn[] = [];
    for (const { column, dataset } of frontier) {
      for (const from of [column, starOf.get(dataset)]) {
        if (from === undefined || expanded.has(from)) continue;
        expanded.add(from);
        for (const edge of leaving.get(from) ?? []) ends.push({ column: edge.to, dataset: edge.toDataset });
      }
    }
    frontier = widen(ends);
  }
  return reached;
}
