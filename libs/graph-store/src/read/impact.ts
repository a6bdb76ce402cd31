import { edgeKind, type EdgeKind, type ImpactResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { directReach } from './direct-reach';
import { findRoot, type Root } from './find-root';
import { groupBy } from './group-by';
import { found, refused, type Found } from './refusal';
import selectAffected from './statements/select-affected-datasets.sql';
import selectArrivals from './statements/select-arrivals.sql';
import selectNearest from './statements/select-nearest-datasets.sql';
import { traverse, type Walk } from './traverse';
import { isWalkSize } from './walk-size';

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

/** Edges that one walk looks at: about a second's work. Whoever pages to their end has the next walk look at twice as many. */
const FIRST_EDGES = 100_000;

/**
 * Everything that a change reaches, nearest first. A dataset that is influenced as a whole lists `*`, and beside it the columns that
 * something reaches on its own; `totals.columns` counts every column so reached. Where the walk was cut, totals count what it saw, and the
 * datasets are those of the hops before: of the hop it ended in, some may be missing anywhere.
 */
export async function impact(
  database: Queryable,
  question: ImpactQuestion,
  { firstEdges = FIRST_EDGES }: { readonly firstEdges?: number } = {},
): Promise<Found<ImpactResponse>> {
  const after = question.cursor === null ? null : readPlace(question.cursor, firstEdges);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const rootFound = await findRoot(database, question);
  if (!rootFound.ok) return rootFound;
  const root = rootFound.value;

  let maxEdges = after?.maxEdges ?? firstEdges;
  let reached = await reach(database, question, root, maxEdges);
  while (reached.cutAt !== null && ![...reached.nearest.values()].some((hop) => hop < reached.cutAt!)) {
    maxEdges *= 2;
    reached = await reach(database, question, root, maxEdges);
  }
  const { walk, nearest, cutAt } = reached;
  const fromRoot = new Set(root.roots.map(({ column }) => column));
  const places = await nearestPlaces(database, reached, after, question.limit + 1);
  const page = places.slice(0, question.limit);
  const last = page.length > 0 ? placeOf(page.at(-1)!) : after;
  const isCut = places.length > page.length;
  const truncated = isCut || cutAt !== null;

  return found({
    root: { dataset: root.dataset, column: root.column },
    totals: {
      datasets: nearest.size,
      columns: [...walk.hops.keys()].filter((id) => !fromRoot.has(id) && !walk.stars.has(id)).length,
      maxHop: [...nearest.values()].reduce((most, hop) => Math.max(most, hop), 0),
    },
    affected: await affectedAt(database, page, reached, fromRoot, question.asOf ?? null),
    truncated,
    cursor:
      truncated && last !== null
        ? writeCursor([last.hop, last.displayName, last.id, isCut ? maxEdges : 2 * maxEdges])
        : null,
  });
}

/** What lies within reach of a change. */
interface Reached {
  readonly walk: Walk;
  /** The columns that values alone reach. */
  readonly flows: { has(column: number): boolean };
  /** The least distance of each dataset that something arrives at. */
  readonly nearest: ReadonlyMap<number, number>;
  /** The hop in which the walk was cut. */
  readonly cutAt: number | null;
}

async function reach(
  database: Queryable,
  { depth, asOf = null }: ImpactQuestion,
  { roots }: Root,
  maxEdges: number,
): Promise<Reached> {
  const asked = { roots, direction: 'down', depth, asOf, maxEdges } as const;
  const walk = await traverse(database, { ...asked, kinds: 'all' });
  // A walk that was cut may lack edges by which values flow.
  const flows = walk.complete
    ? directReach(walk, roots, depth)
    : (await traverse(database, { ...asked, kinds: 'direct' })).hops;

  const fromRoot = new Set(roots.map(({ column }) => column));
  const nearest = new Map<number, number>();
  let farthest = 0;
  for (const edge of walk.edges) {
    farthest = edge.hop;
    if (fromRoot.has(edge.to)) continue;
    const hop = walk.hops.get(edge.to)!;
    if (hop < (nearest.get(edge.toDataset) ?? Number.POSITIVE_INFINITY)) nearest.set(edge.toDataset, hop);
  }
  return { walk, flows, nearest, cutAt: walk.complete ? null : farthest };
}

/** A dataset's place in the list. */
interface Place {
  readonly row: DatasetRow;
  readonly hop: number;
}

/** The first `count` datasets after a cursor. Names are read hop by hop, since a page mostly ends long before the farthest. */
async function nearestPlaces(
  database: Queryable,
  { nearest, cutAt }: Reached,
  after: CursorPlace | null,
  count: number,
): Promise<Place[]> {
  const byHop = groupBy(nearest.keys(), (dataset) => nearest.get(dataset)!);
  const places: Place[] = [];
  for (const hop of [...byHop.keys()].sort((a, b) => a - b)) {
    if (places.length === count || (cutAt !== null && hop >= cutAt)) break;
    if (after !== null && hop < after.hop) continue;
    const rows = await database.query<DatasetRow>(selectNearest, [
      byHop.get(hop),
      hop === after?.hop ? after.displayName : null,
      hop === after?.hop ? after.id : null,
      count - places.length,
    ]);
    places.push(...rows.map((row) => ({ row, hop })));
  }
  return places;
}

/** What the answer tells of each dataset of a page. */
async function affectedAt(
  database: Queryable,
  page: readonly Place[],
  { walk, flows }: Reached,
  fromRoot: ReadonlySet<number>,
  asOf: string | null,
): Promise<Affected[]> {
  const ids = page.map(({ row }) => row.dataset_id);
  const shown = new Set(ids.map(Number));
  const arriving = walk.edges.filter((edge) => shown.has(edge.toDataset) && !fromRoot.has(edge.to));
  const columnsOf = groupBy(
    await database.query<ArrivalRow>(selectArrivals, [
      [...new Set(arriving.map(({ from }) => from))],
      [...new Set(arriving.map(({ to }) => to))],
      asOf,
    ]),
    (row) => row.dataset_id,
  );
  const rows = await database.query<AffectedRow>(selectAffected, [ids]);
  const rowOf = new Map(rows.map((row) => [row.dataset_id, row]));
  return page.map(({ row: { dataset_id: id }, hop }): Affected => {
    const row = rowOf.get(id)!;
    const columns = (columnsOf.get(id) ?? [])
      .map((arrival): AffectedColumn => ({
        column: arrival.name,
        hop: walk.hops.get(Number(arrival.column_id))!,
        direct: flows.has(Number(arrival.column_id)),
        kinds: inOrder(arrival.kinds),
      }))
      .sort((a, b) => a.hop - b.hop || compare(a.column, b.column));
    return { dataset: summaryOf(row), hop, columns, owners: row.owners, recentReads: row.recent_reads };
  });
}

/** Where a page goes on, and how many edges its walk may look at. */
interface CursorPlace {
  readonly hop: number;
  readonly displayName: string;
  readonly id: string;
}

const placeOf = ({ hop, row }: Place): CursorPlace => ({
  hop,
  displayName: row.display_name,
  id: summaryOf(row).id,
});

function readPlace(cursor: string, firstEdges: number): (CursorPlace & { readonly maxEdges: number }) | null {
  const key = readCursor(cursor, ['number', 'string', 'string', 'number']);
  if (key === null) return null;
  const [hop, displayName, id, maxEdges] = key;
  return isWalkSize(maxEdges, firstEdges)
    ? { hop: Number(hop), displayName: String(displayName), id: String(id), maxEdges }
    : null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (kinds: readonly string[]): EdgeKind[] =>
  edgeKind.options.filter((kind) => kinds.includes(kind));
