import type { Queryable } from '../store/database';
import { listOf } from './list-of';
import walkEdges from './statements/walk-edges.sql';

/** Column and dataset ids are bigints, which `pg` hands over as text. */
export interface ReachedEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly fromDataset: string;
  readonly toDataset: string;
  readonly direct: boolean;
  /** Distance from the root, 1 = nearest. */
  readonly hop: number;
}

export interface RootColumn {
  readonly column: string;
  readonly dataset: string;
}

export interface Traversal {
  readonly roots: readonly RootColumn[];
  readonly direction: 'up' | 'down';
  readonly depth: number;
  readonly kinds: 'direct' | 'indirect' | 'all';
  /** An ISO-8601 instant of the warehouse's time; left out or null: now. */
  readonly asOf?: string | null;
  /** Edges looked at before the walk gives up. */
  readonly maxEdges: number;
}

export interface Walk {
  /** By hop. */
  readonly edges: readonly ReachedEdge[];
  /** Distance of every column reached, the roots at 0. Columns of a dataset reached as a whole count as reached. */
  readonly hops: ReadonlyMap<string, number>;
  /** The pseudo-columns '*' of the datasets reached. */
  readonly stars: ReadonlySet<string>;
  /** The same by dataset. */
  readonly starOf: ReadonlyMap<string, string>;
  /** All columns of the datasets that were reached as a whole, by dataset. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** False when `maxEdges` ended the walk early. */
  readonly complete: boolean;
}

/** What one hop found; lists that belong together have the same length. */
interface HopRow {
  readonly hop: number;
  readonly complete: boolean;
  readonly edge_ids: string | null;
  readonly near: string | null;
  readonly far: string | null;
  readonly direct: string | null;
  readonly columns: string | null;
  readonly datasets: string | null;
  /** The '*' of the dataset of each column; empty where it has none. */
  readonly stars: string | null;
  readonly members: string | null;
  readonly member_of: string | null;
}

export const directFlag = { direct: true, indirect: false, all: null } as const;

/**
 * Breadth first, one set of columns per hop, every column expanded once. '*' of a dataset stands for all of its columns: reaching '*'
 * reaches each of them, and what touches '*' touches each of them. When `maxEdges` ends the walk, the last hop has the edges of the least ids.
 */
export async function traverse(database: Queryable, traversal: Traversal): Promise<Walk> {
  const { roots, direction, depth, kinds, maxEdges, asOf = null } = traversal;
  const rows = await database.query<HopRow>(walkEdges, [
    roots.map(({ column }) => column),
    roots.map(({ dataset }) => dataset),
    direction === 'down',
    directFlag[kinds],
    depth,
    maxEdges,
    asOf,
  ]);
  const edges: ReachedEdge[] = [];
  const hops = new Map<string, number>();
  const starOf = new Map<string, string>();
  const members = new Map<string, string[]>();
  const datasetOf = new Map<string, string>();

  for (const row of rows) {
    const datasets = listOf(row.datasets);
    const stars = listOf(row.stars);
    for (const [index, column] of listOf(row.columns).entries()) {
      const dataset = datasets[index]!;
      hops.set(column, row.hop);
      datasetOf.set(column, dataset);
      const star = stars[index];
      if (star === undefined || star === '') continue;
      starOf.set(dataset, star);
      datasetOf.set(star, dataset);
    }
    const memberOf = listOf(row.member_of);
    for (const [index, member] of listOf(row.members).entries()) {
      const others = members.get(memberOf[index]!);
      if (others === undefined) members.set(memberOf[index]!, [member]);
      else others.push(member);
    }
    const near = listOf(row.near);
    const far = listOf(row.far);
    const direct = listOf(row.direct);
    for (const [index, id] of listOf(row.edge_ids).entries()) {
      const ends = [near[index]!, far[index]!] as const;
      const [from, to] = direction === 'down' ? ends : [ends[1], ends[0]];
      edges.push({
        id,
        from,
        to,
        fromDataset: datasetOf.get(from)!,
        toDataset: datasetOf.get(to)!,
        direct: direct[index] === 't',
        hop: row.hop,
      });
    }
  }
  return {
    edges,
    hops,
    stars: new Set(starOf.values()),
    starOf,
    members,
    complete: rows.every((row) => row.complete),
  };
}
