import type { Queryable } from '../store/database';
import { listOf, nullableNumbersOf, numbersOf } from './list-of';
import walkEdges from './statements/walk-edges.sql';

/** Column and dataset ids are numbers here: a walk compares them tens of thousands of times. Postgres counts them up from 1. */
export interface ReachedEdge {
  readonly from: number;
  readonly to: number;
  readonly fromDataset: number;
  readonly toDataset: number;
  readonly direct: boolean;
  /** Distance from the root, 1 = nearest. */
  readonly hop: number;
}

export interface IdentifiedEdge extends ReachedEdge {
  readonly id: string;
}

export interface RootColumn {
  readonly column: number;
  readonly dataset: number;
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

export interface Walk<Edge extends ReachedEdge = ReachedEdge> {
  /** By hop. */
  readonly edges: readonly Edge[];
  /** Distance of every column reached, the roots at 0. Columns of a dataset reached as a whole count as reached. */
  readonly hops: ReadonlyMap<number, number>;
  /** The pseudo-columns '*' of the datasets reached. */
  readonly stars: ReadonlySet<number>;
  /** The same by dataset. */
  readonly starOf: ReadonlyMap<number, number>;
  /** All columns of the datasets that were reached as a whole, by dataset. */
  readonly members: ReadonlyMap<number, readonly number[]>;
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
  /** The '*' of the dataset of each column, null where it has none. */
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
  return walkOf(await hopsOf(database, traversal, false), traversal.direction, (edge) => edge);
}

/** The same with the ids of edges, for which their rows have to be read: without, a walk down is of an index alone. */
export async function traverseWithIds(
  database: Queryable,
  traversal: Traversal,
): Promise<Walk<IdentifiedEdge>> {
  const rows = await hopsOf(database, traversal, true);
  const ids = rows.flatMap((row) => listOf(row.edge_ids));
  return walkOf(rows, traversal.direction, (edge, index) => ({ ...edge, id: ids[index]! }));
}

async function hopsOf(database: Queryable, traversal: Traversal, withIds: boolean): Promise<HopRow[]> {
  const { roots, direction, depth, kinds, maxEdges, asOf = null } = traversal;
  return await database.query<HopRow>(walkEdges, [
    roots.map(({ column }) => column),
    roots.map(({ dataset }) => dataset),
    direction === 'down',
    directFlag[kinds],
    depth,
    maxEdges,
    asOf,
    withIds,
  ]);
}

function walkOf<Edge extends ReachedEdge>(
  rows: readonly HopRow[],
  direction: Traversal['direction'],
  edgeOf: (edge: ReachedEdge, index: number) => Edge,
): Walk<Edge> {
  const edges: Edge[] = [];
  const hops = new Map<number, number>();
  const starOf = new Map<number, number>();
  const members = new Map<number, number[]>();
  const datasetOf = new Map<number, number>();

  for (const row of rows) {
    const datasets = numbersOf(row.datasets);
    const stars = nullableNumbersOf(row.stars);
    for (const [index, column] of numbersOf(row.columns).entries()) {
      const dataset = datasets[index]!;
      hops.set(column, row.hop);
      datasetOf.set(column, dataset);
      const star = stars[index] ?? null;
      if (star === null) continue;
      starOf.set(dataset, star);
      datasetOf.set(star, dataset);
    }
    const memberOf = numbersOf(row.member_of);
    for (const [index, member] of numbersOf(row.members).entries()) {
      const others = members.get(memberOf[index]!);
      if (others === undefined) members.set(memberOf[index]!, [member]);
      else others.push(member);
    }
    const near = numbersOf(row.near);
    const far = numbersOf(row.far);
    const direct = listOf(row.direct);
    for (const [index, start] of near.entries()) {
      const from = direction === 'down' ? start : far[index]!;
      const to = direction === 'down' ? far[index]! : start;
      const edge: ReachedEdge = {
        from,
        to,
        fromDataset: datasetOf.get(from)!,
        toDataset: datasetOf.get(to)!,
        direct: direct[index] === 't',
        hop: row.hop,
      };
      edges.push(edgeOf(edge, edges.length));
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
