import type { Queryable } from '../store/database';
import edgesDownAt from './statements/select-edges-down-at.sql';
import edgesDown from './statements/select-edges-down.sql';
import edgesUpAt from './statements/select-edges-up-at.sql';
import edgesUp from './statements/select-edges-up.sql';
import selectColumnIds from './statements/select-column-ids.sql';
import selectStars from './statements/select-stars.sql';

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
  /** The '*' of its dataset, null when it has none; left out: to be looked up. */
  readonly star?: string | null;
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
  /** By hop, then id: the same graph always gives the same order. */
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

interface EdgeRow {
  readonly edge_id: string;
  readonly from_column_id: string;
  readonly to_column_id: string;
  readonly from_dataset_id: string;
  readonly to_dataset_id: string;
  readonly direct: boolean;
  /** The '*' of the dataset at the far end. */
  readonly star_id: string | null;
}

interface ColumnRow {
  readonly column_id: string;
  readonly dataset_id: string;
}

const statements = {
  up: { now: edgesUp, at: edgesUpAt },
  down: { now: edgesDown, at: edgesDownAt },
} as const;

const directFlag = { direct: true, indirect: false, all: null } as const;

/**
 * Breadth first, one set of columns per hop, every column expanded once. '*' of a dataset stands for all of its columns: reaching '*'
 * reaches each of them, and what touches '*' touches each of them.
 */
export async function traverse(database: Queryable, traversal: Traversal): Promise<Walk> {
  const { direction, depth, kinds, maxEdges, asOf = null } = traversal;
  const hops = new Map<string, number>();
  const edges = new Map<string, ReachedEdge>();
  const starOf = new Map<string, string>();
  const members = new Map<string, string[]>();

  /** Notes what was reached, the other columns of datasets reached as a whole with it; returns what is new. */
  const widen = async (reached: readonly ColumnRow[], hop: number): Promise<ColumnRow[]> => {
    const whole = reached.filter(
      (row) => starOf.get(row.dataset_id) === row.column_id && !members.has(row.dataset_id),
    );
    const others =
      whole.length === 0
        ? []
        : await database.query<ColumnRow>(selectColumnIds, [whole.map((row) => row.dataset_id)]);
    for (const row of whole) members.set(row.dataset_id, []);
    for (const row of others) members.get(row.dataset_id)!.push(row.column_id);

    const next: ColumnRow[] = [];
    for (const row of [...reached, ...others]) {
      if (hops.has(row.column_id)) continue;
      hops.set(row.column_id, hop);
      next.push(row);
    }
    return next;
  };

  const answer = (complete: boolean): Walk => ({
    edges: [...edges.values()],
    hops,
    stars: new Set(starOf.values()),
    starOf,
    members,
    complete,
  });

  const statement = statements[direction][asOf === null ? 'now' : 'at'];
  const start = traversal.roots.map(({ column, dataset }) => ({ column_id: column, dataset_id: dataset }));
  for (const { dataset, star } of traversal.roots) if (star != null) starOf.set(dataset, star);
  const unknown = traversal.roots.filter(({ star }) => star === undefined).map(({ dataset }) => dataset);
  if (unknown.length > 0)
    for (const star of await database.query<ColumnRow>(selectStars, [[...new Set(unknown)]]))
      starOf.set(star.dataset_id, star.column_id);
  const expanded = new Set<string>();
  let frontier = await widen(start, 0);

  for (let hop = 1; hop <= depth && frontier.length > 0; hop += 1) {
    const from = new Set<string>();
    for (const { column_id, dataset_id } of frontier) {
      const star = starOf.get(dataset_id);
      if (!expanded.has(column_id)) from.add(column_id);
      if (star !== undefined && !expanded.has(star)) from.add(star);
    }
    for (const id of from) expanded.add(id);
    const room = maxEdges - edges.size;
    const rows = await database.query<EdgeRow>(statement, [
      `{${[...from].join()}}`,
      directFlag[kinds],
      room + 1,
      ...(asOf === null ? [] : [asOf]),
    ]);
    const complete = rows.length <= room;
    if (!complete) rows.length = room;

    const reached: ColumnRow[] = [];
    for (const row of rows) {
      if (!edges.has(row.edge_id)) edges.set(row.edge_id, reachedEdge(row, hop));
      const end =
        direction === 'down'
          ? { column_id: row.to_column_id, dataset_id: row.to_dataset_id }
          : { column_id: row.from_column_id, dataset_id: row.from_dataset_id };
      if (row.star_id !== null) starOf.set(end.dataset_id, row.star_id);
      reached.push(end);
    }
    frontier = await widen(reached, hop);
    if (!complete) return answer(false);
  }
  return answer(true);
}

const reachedEdge = (row: EdgeRow, hop: number): ReachedEdge => ({
  id: row.edge_id,
  from: row.from_column_id,
  to: row.to_column_id,
  fromDataset: row.from_dataset_id,
  toDataset: row.to_dataset_id,
  direct: row.direct,
  hop,
});
