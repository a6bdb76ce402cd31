import type { EdgeKind } from '@tributary/contracts';
import { kindsOf } from './edge-evidence';
import { foldGenerations, mergeIntervals, type Interval } from './generations';
import type { Moment } from './moment';
import type { ColumnAddress } from './statement-edges';
import { momentOfRun, startOfRun } from './statement-run';
import { isWritten, type GraphEdge, type Write } from './writes';

/** An edge of the graph over its whole time; `intervals` in order, at least one. */
export interface EdgeHistory {
  readonly id: string;
  readonly from: ColumnAddress;
  readonly to: ColumnAddress;
  readonly direct: boolean;
  readonly kinds: readonly EdgeKind[];
  readonly masking: boolean;
  /** True when a producer only named both datasets of one run. */
  readonly implicit: boolean;
  readonly intervals: readonly Interval[];
}

/** The edges that statements made into one dataset. `writes` must be in order. */
export function edgesOfWrites(writes: readonly Write[]): EdgeHistory[] {
  // Most runs of a statement share one list of edges (see `writesOf`).
  const byId = new Map<readonly GraphEdge[], ReadonlyMap<string, GraphEdge>>();
  for (const { edges } of writes) {
    if (!byId.has(edges)) byId.set(edges, new Map(edges.map((edge) => [edge.id, edge])));
  }
  const lives = foldGenerations(
    writes.map((write) => ({
      moment: momentOfRun(write.run),
      since: startOfRun(write.run),
      effect: write.effect,
      born: write.born,
      written: isWritten(write),
      edges: byId.get(write.edges)!,
    })),
  );
  const present = new Map<string, Set<GraphEdge>>();
  for (const { run, edges } of writes) {
    const moment: Moment = startOfRun(run);
    for (const edge of edges) {
      // What an edge was in generations gone by is history; its kinds are those of the latest.
      if (moment < lives.get(edge.id)!.since) continue;
      const parts = present.get(edge.id);
      if (parts) parts.add(edge);
      else present.set(edge.id, new Set([edge]));
    }
  }
  return [...present].map(([id, distinct]) => {
    const parts = [...distinct];
    const { from, to, direct } = parts[0]!;
    return {
      id,
      from,
      to,
      direct,
      kinds: kindsOf(parts),
      masking: parts.some((edge) => edge.masking),
      implicit: false,
      intervals: lives.get(id)!.intervals,
    };
  });
}

/** Edges that several streams of writes know of, as one each. */
export function mergeEdges(edges: readonly EdgeHistory[]): EdgeHistory[] {
  const merged = new Map<string, EdgeHistory>();
  for (const edge of edges) {
    const known = merged.get(edge.id);
    merged.set(
      edge.id,
      known === undefined
        ? edge
        : {
            ...edge,
            kinds: kindsOf([known, edge]),
            masking: known.masking || edge.masking,
            implicit: known.implicit && edge.implicit,
            intervals: mergeIntervals([...known.intervals, ...edge.intervals]),
          },
    );
  }
  return [...merged.values()];
}

/** Without the edges that were only implied, where something better is known of the same two datasets. */
export function withoutImplied(edges: readonly EdgeHistory[]): EdgeHistory[] {
  const pair = ({ from, to }: EdgeHistory): string => `${from.key} ${to.key}`;
  const known = new Set(
    edges.filter((edge) => !edge.implicit && edge.intervals.at(-1)!.until === null).map(pair),
  );
  return edges.filter((edge) => !edge.implicit || !known.has(pair(edge)));
}
