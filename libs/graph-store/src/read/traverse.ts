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

export interface Traversal {
  readonly roots: readonly { readonly column: string; readonly dataset: string }[];
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
}

interface ColumnRow {
  readonly column_id: string;
  readonly dataset_id: string;
}

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
  const knownDatasets = new Set<string>();
  const wholeDatasets = new Set<string>();

  /** The columns to expand next: what was reached, the '*' of their datasets, and all columns of datasets reached as a whole. */
  const widen = async (reached: readonly ColumnRow[], hop: number): Promise<string[]> => {
    const fresh = [...new Set(reached.map((row) => row.dataset_id))].filter((id) => !knownDatasets.has(id));
    if (fresh.length > 0) {
      for (const star of await database.query<ColumnRow>(selectStars, [fresh])) {
        starOf.set(star.dataset_id, star.column_id);
      }
      for (const id of fresh) knownDatasets.add(id);
    }
    const whole = reached.filter(
      (row) => starOf.get(row.dataset_id) === row.column_id && !wholeDatasets.has(row.dataset_id),
    );
    const members =
      whole.length === 0
        ? []
        : await database.query<ColumnRow>(selectColumnIds, [whole.map((row) => row.dataset_id)]);
    for (const row of whole) wholeDatasets.add(row.dataset_id);

    const next: string[] = [];
    for (const row of [...reached, ...members]) {
      if (!hops.has(row.column_id)) {
        hops.set(row.column_id, hop);
        next.push(row.column_id);
      }
    }
    return next;
  };

  const answer = (complete: boolean): Walk => ({
    edges: [...edges.values()],
    hops,
    stars: new Set(starOf.values()),
    complete,
  });

  const expanded = new Set<string>();
  const datasetOf = new Map<string, string>();
  const start = traversal.roots.map(({ column, dataset }) => ({ column_id: column, dataset_id: dataset }));
  for (const row of start) datasetOf.set(row.column_id, row.dataset_id);
  let frontier = await widen(start, 0);

  for (let hop = 1; hop <= depth && frontier.length > 0; hop += 1) {
    const stars = frontier.flatMap((id) => starOf.get(datasetOf.get(id) ?? '') ?? []);
    const from = [...new Set([...frontier, ...stars])].filter((id) => !expanded.has(id));
    for (const id of from) expanded.add(id);
    const room = maxEdges - edges.size;
    const parameters = [from, directFlag[kinds], room + 1];
    const rows =
      asOf === null
        ? await database.query<EdgeRow>(direction === 'down' ? edgesDown : edgesUp, parameters)
        : await database.query<EdgeRow>(direction === 'down' ? edgesDownAt : edgesUpAt, [
            ...parameters,
            asOf,
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
      datasetOf.set(end.column_id, end.dataset_id);
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
