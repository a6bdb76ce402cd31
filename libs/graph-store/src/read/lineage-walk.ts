import { edgeKind, type EdgeKind } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { listOf, numbersOf } from './list-of';
import { shownDatasets, type DatasetCard, type ShownDataset } from './shown-datasets';
import { partsOf } from './resolve-dataset';
import selectLineagePage from './statements/select-lineage-page.sql';
import selectLineagePageOf from './statements/select-lineage-page-of.sql';
import { directFlag, type RootColumn, type Traversal } from './traverse';

/** An edge with the database's ids of the columns at its ends. */
export interface WalkedEdge {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly direct: boolean;
  readonly kinds: readonly EdgeKind[];
  readonly masking: boolean;
  /** Distance from the root, 1 = nearest. */
  readonly hop: number;
}

/** Where an edge stands among those of an answer. */
export interface EdgePlace {
  readonly hop: number;
  readonly id: string;
}

export interface LineageWalk {
  /** Nearest first, then by id. */
  readonly edges: readonly WalkedEdge[];
  /** Where the edges end that could be looked at, when there were too many: none before it is missing. */
  readonly cut: EdgePlace | null;
  /** The datasets that the edges join; null when they are too many for a page. */
  readonly datasets: ReadonlyMap<string, ShownDataset> | null;
}

/** What `lineage_page` gives: lists that belong together, of edges and of where walks were given up. */
interface PageRow {
  readonly hops: string | null;
  readonly edge_ids: string | null;
  readonly from_columns: string | null;
  readonly to_columns: string | null;
  readonly direct: string | null;
  readonly kinds: string | null;
  readonly masking: string | null;
  readonly cut_hops: string | null;
  readonly cut_ids: string | null;
  readonly cards: readonly DatasetCard[] | null;
}

export type LineageWalkQuestion = Pick<Traversal, 'depth' | 'kinds' | 'asOf' | 'maxEdges'> & {
  readonly direction: 'up' | 'down' | 'both';
  /** Edges of one page. */
  readonly limit: number;
};

/** The edges around columns, each once, by the nearer way. */
export async function lineageWalk(
  database: Queryable,
  roots: readonly RootColumn[],
  question: LineageWalkQuestion,
): Promise<LineageWalk> {
  const [row] = await database.query<PageRow>(selectLineagePage, [
    roots.map(({ column }) => column),
    roots.map(({ dataset }) => dataset),
    ...walkParameters(question),
  ]);
  return walkOf(row!);
}

/**
 * The same of an address and a column (null: all of them), in one round trip, with the dataset that was found. Null when these are not plain,
 * a name in full that one dataset has and a column as its source spells it, or when the edges do not fit a page.
 */
export async function lineageWalkOf(
  database: Queryable,
  {
    dataset,
    column,
    ...question
  }: LineageWalkQuestion & { readonly dataset: string; readonly column: string | null },
): Promise<(LineageWalk & { readonly root: ShownDataset; readonly rootId: string }) | null> {
  const address = dataset.trim();
  if (address.includes('\0') || column?.includes('\0')) return null;
  const [row] = await database.query<PageRow & { readonly root: string }>(selectLineagePageOf, [
    ...partsOf(address),
    column === '*' ? null : column,
    ...walkParameters(question),
  ]);
  if (row === undefined || row.cards === null) return null;
  const walk = walkOf(row);
  return { ...walk, root: walk.datasets!.get(row.root)!, rootId: row.root };
}

const ways = { up: [false], down: [true], both: [false, true] } as const;

const walkParameters = ({ direction, kinds, depth, maxEdges, asOf = null, limit }: LineageWalkQuestion) => [
  ways[direction],
  directFlag[kinds],
  depth,
  maxEdges,
  asOf,
  limit,
];

function walkOf(row: PageRow): LineageWalk {
  const cutIds = listOf(row.cut_ids);
  const cuts = listOf(row.cut_hops).map((hop, at) => ({ hop: Number(hop), id: cutIds[at]! }));
  return {
    edges: nearestOf(edgesOf(row)).sort(comparePlaces),
    cut: cuts.sort(comparePlaces)[0] ?? null,
    datasets: row.cards === null ? null : shownDatasets(row.cards),
  };
}

function edgesOf(row: PageRow): WalkedEdge[] {
  const hops = numbersOf(row.hops);
  const [from, to] = [numbersOf(row.from_columns), numbersOf(row.to_columns)];
  const [direct, kinds, masking] = [listOf(row.direct), listOf(row.kinds), listOf(row.masking)];
  const kindsOf = readKinds();
  return listOf(row.edge_ids).map((id, at) => ({
    id,
    from: from[at]!,
    to: to[at]!,
    direct: direct[at] === 't',
    kinds: kindsOf(kinds[at]!),
    masking: masking[at] === 't',
    hop: hops[at]!,
  }));
}

/** Edges of a walk share few combinations of kinds. */
function readKinds(): (text: string) => readonly EdgeKind[] {
  const read = new Map<string, readonly EdgeKind[]>();
  return (text) => {
    const known = read.get(text);
    if (known !== undefined) return known;
    const kinds = text.split('+').map((kind) => edgeKind.parse(kind));
    read.set(text, kinds);
    return kinds;
  };
}

/** Each edge once, by the nearer way. */
function nearestOf(edges: readonly WalkedEdge[]): WalkedEdge[] {
  const nearest = new Map<string, WalkedEdge>();
  for (const edge of edges) {
    const known = nearest.get(edge.id);
    if (known === undefined || edge.hop < known.hop) nearest.set(edge.id, edge);
  }
  return [...nearest.values()];
}

/** By hop, then id; ids are ASCII, so their order is that of their code units. */
export function comparePlaces(a: EdgePlace, b: EdgePlace): number {
  if (a.hop !== b.hop) return a.hop - b.hop;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
