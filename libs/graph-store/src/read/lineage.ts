import type { LineageResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { besideEdges } from './beside-edges';
import { readCursor, writeCursor } from './cursor';
import { findRoot, type Root } from './find-root';
import {
  comparePlaces,
  lineageWalk,
  lineageWalkOf,
  type EdgePlace,
  type LineageWalk,
  type LineageWalkQuestion,
} from './lineage-walk';
import { found, refused, type Found } from './refusal';
import { shownDatasets, type DatasetCard } from './shown-datasets';
import selectDatasetsOfEdges from './statements/select-datasets-of-edges.sql';
import type { Traversal } from './traverse';
import { isWalkSize } from './walk-size';

export interface LineageQuestion {
  /** An address as `resolveDataset` takes it. */
  readonly dataset: string;
  readonly column: string | null;
  /** An ISO-8601 instant of the warehouse's time; left out or null: now. */
  readonly asOf?: string | null;
  readonly direction: 'up' | 'down' | 'both';
  readonly depth: number;
  readonly kinds: Traversal['kinds'];
  /** Edges of one page. */
  readonly limit: number;
  readonly cursor: string | null;
}

/** Edges that one walk looks at: about a second's work. Whoever pages to their end has the next walk look at twice as many. */
const FIRST_EDGES = 50_000;

/** The edges around a column or a dataset, nearest first, and the datasets they join. */
export async function lineage(
  database: Queryable,
  question: LineageQuestion,
  { firstEdges = FIRST_EDGES }: { readonly firstEdges?: number } = {},
): Promise<Found<LineageResponse>> {
  const after = question.cursor === null ? null : readPlace(question.cursor, firstEdges);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const maxEdges = after?.maxEdges ?? firstEdges;
  const asked = await walkAround(database, { ...question, maxEdges });
  if (!asked.ok) return asked;
  const { root, walk } = asked.value;
  const rest = walk.edges.filter(
    (edge) =>
      (after === null || comparePlaces(edge, after) > 0) &&
      (walk.cut === null || comparePlaces(edge, walk.cut) <= 0),
  );
  const page = rest.slice(0, question.limit);
  const last = page.at(-1) ?? after;
  const isCut = rest.length > page.length;
  const truncated = isCut || walk.cut !== null;

  const datasets = walk.datasets ?? (await datasetsOf(database, page, root.datasetId));
  return found({
    root: { dataset: root.dataset, column: root.column },
    direction: question.direction,
    depth: question.depth,
    ...besideEdges(page, root.datasetId, datasets),
    truncated,
    cursor:
      truncated && last !== null ? writeCursor([last.hop, last.id, isCut ? maxEdges : 2 * maxEdges]) : null,
  });
}

/** What the question starts from, and what lies around it: at once where it is plain, step by step where it is not. */
async function walkAround(
  database: Queryable,
  question: LineageWalkQuestion & Pick<LineageQuestion, 'dataset' | 'column'>,
): Promise<Found<{ readonly root: Omit<Root, 'roots'>; readonly walk: LineageWalk }>> {
  const walked = await lineageWalkOf(database, question);
  if (walked !== null) {
    const { root, rootId, ...walk } = walked;
    const column = question.column === '*' ? null : question.column;
    return found({ root: { datasetId: rootId, dataset: root.summary, column }, walk });
  }
  const root = await findRoot(database, question);
  if (!root.ok) return root;
  return found({ root: root.value, walk: await lineageWalk(database, root.value.roots, question) });
}

async function datasetsOf(database: Queryable, edges: readonly EdgePlace[], alsoDataset: string) {
  const [row] = await database.query<{ cards: readonly DatasetCard[] }>(selectDatasetsOfEdges, [
    edges.map(({ id }) => id),
    alsoDataset,
  ]);
  return shownDatasets(row!.cards);
}

/** Where a page goes on, and how many edges its walk may look at. */
interface Place extends EdgePlace {
  readonly maxEdges: number;
}

function readPlace(cursor: string, firstEdges: number): Place | null {
  const key = readCursor(cursor, ['number', 'string', 'number']);
  if (key === null) return null;
  const [hop, id, maxEdges] = key;
  return isWalkSize(maxEdges, firstEdges) ? { hop: Number(hop), id: String(id), maxEdges } : null;
}
