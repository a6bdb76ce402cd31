import { edgeKind, type EdgeKind, type ImpactResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { type CursorKey, readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { directReach } from './direct-reach';
import { findRoot } from './find-root';
import { groupBy } from './group-by';
import { found, refused, type Found } from './refusal';
import selectAffected from './statements/select-affected-datasets.sql';
import selectArrivals from './statements/select-arrivals.sql';
import selectDatasets from './statements/select-datasets.sql';
import { traverse, type ReachedEdge } from './traverse';

export interface ImpactQuestion {
  /** An address as `resolveDataset` takes it. */
  readonly dataset: string;
  readonly column: string | null;
  /** An ISO-8601 instant of the warehouse's time; left out or null: now. */
  readonly asOf?: string | null;
  readonly depth: number;
  /** Datasets of one page. */
  readonly limit: number;
  readonly cursor: string | null;
}

interface ArrivalRow {
  readonly dataset_id: string;
  readonly column_id: string;
  readonly name: string;
  readonly kinds: string[];
}

interface AffectedRow extends DatasetRow {
  readonly owners: string[];
  readonly recent_reads: number;
}

type Affected = ImpactResponse['affected'][number];
type AffectedColumn = Affected['columns'][number];

const MAX_EDGES = 100_000;

/**
 * Everything that a change reaches, nearest first. A dataset that is influenced as a whole lists `*`, and beside it the columns that
 * something reaches on its own; `totals.columns` counts every column so reached.
 */
export async function impact(database: Queryable, question: ImpactQuestion): Promise<Found<ImpactResponse>> {
  const after = question.cursor === null ? null : readCursor(question.cursor, ['number', 'string', 'string']);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const rootFound = await findRoot(database, question);
  if (!rootFound.ok) return rootFound;
  const { roots, dataset, column } = rootFound.value;

  const asked = {
    roots,
    direction: 'down',
    depth: question.depth,
    asOf: question.asOf ?? null,
    maxEdges: MAX_EDGES,
  } as const;
  const walk = await traverse(database, { ...asked, kinds: 'all' });
  // A walk that was cut may lack edges by which values flow.
  const flows = walk.complete
    ? directReach(walk, roots, question.depth)
    : (await traverse(database, { ...asked, kinds: 'direct' })).hops;

  const fromRoot = new Set(roots.map((root) => root.column));
  const arrivals = groupBy(
    walk.edges.filter((edge) => !fromRoot.has(edge.to)),
    (edge) => edge.toDataset,
  );
  const hopOf = (edge: ReachedEdge): number => walk.hops.get(edge.to)!;
  const byHop = groupBy(arrivals.keys(), (id) => least(arrivals.get(id)!.map(hopOf)));
  const places = await nearestPlaces(database, byHop, after, question.limit + 1);
  const page = places.slice(0, question.limit);
  const last = page.at(-1);
  const isCut = places.length > page.length;

  return found({
    root: { dataset, column },
    totals: {
      datasets: arrivals.size,
      columns: [...walk.hops.keys()].filter((id) => !fromRoot.has(id) && !walk.stars.has(id)).length,
      maxHop: walk.edges.reduce(
        (most, edge) => (fromRoot.has(edge.to) ? most : Math.max(most, hopOf(edge))),
        0,
      ),
    },
    affected: await affectedAt(database, page, { arrivals, hops: walk.hops, flows }),
    truncated: isCut || !walk.complete,
    cursor: isCut && last !== undefined ? writeCursor(keyOf(last)) : null,
  });
}

/** A dataset's place in the list. */
interface Place {
  readonly row: DatasetRow;
  readonly hop: number;
  readonly id: string;
}

/** The first `count` datasets after a cursor. Names are read hop by hop, since a page mostly ends long before the farthest. */
async function nearestPlaces(
  database: Queryable,
  byHop: ReadonlyMap<number, readonly string[]>,
  after: CursorKey | null,
  count: number,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const hop of [...byHop.keys()].sort((a, b) => a - b)) {
    if (after !== null && hop < Number(after[0])) continue;
    const rows = await database.query<DatasetRow>(selectDatasets, [byHop.get(hop)]);
    const level = rows
      .map((row): Place => ({ row, hop, id: summaryOf(row).id }))
      .filter((place) => after === null || comparePlace(place, after) > 0)
      .sort((a, b) => comparePlace(a, keyOf(b)));
    places.push(...level.slice(0, count - places.length));
    if (places.length === count) break;
  }
  return places;
}

/** What the answer tells of each dataset of a page. */
async function affectedAt(
  database: Queryable,
  page: readonly Place[],
  {
    arrivals,
    hops,
    flows,
  }: {
    readonly arrivals: ReadonlyMap<string, readonly ReachedEdge[]>;
    readonly hops: ReadonlyMap<string, number>;
    readonly flows: { has(column: string): boolean };
  },
): Promise<Affected[]> {
  const ids = page.map(({ row }) => row.dataset_id);
  const edgeIds = ids.flatMap((id) => arrivals.get(id)!.map((edge) => edge.id));
  const columnsOf = groupBy(
    await database.query<ArrivalRow>(selectArrivals, [edgeIds]),
    (row) => row.dataset_id,
  );
  const rows = await database.query<AffectedRow>(selectAffected, [ids]);
  const rowOf = new Map(rows.map((row) => [row.dataset_id, row]));
  return page.map(({ row: { dataset_id: id }, hop }): Affected => {
    const row = rowOf.get(id)!;
    const columns = (columnsOf.get(id) ?? [])
      .map((arrival): AffectedColumn => ({
        column: arrival.name,
        hop: hops.get(arrival.column_id)!,
        direct: flows.has(arrival.column_id),
        kinds: inOrder(arrival.kinds),
      }))
      .sort((a, b) => a.hop - b.hop || compare(a.column, b.column));
    return { dataset: summaryOf(row), hop, columns, owners: row.owners, recentReads: row.recent_reads };
  });
}

const keyOf = ({ hop, row, id }: Place): CursorKey => [hop, row.display_name, id];

function comparePlace(a: Place, [hop, displayName, id]: CursorKey): number {
  return a.hop - Number(hop) || compare(a.row.display_name, String(displayName)) || compare(a.id, String(id));
}

const least = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (kinds: readonly string[]): EdgeKind[] =>
  edgeKind.options.filter((kind) => kinds.includes(kind));
