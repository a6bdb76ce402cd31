import type { LineageResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { edgeDetails } from './edge-details';
import { findRoot } from './find-root';
import { found, refused, type Found } from './refusal';
import { traverse, type ReachedEdge, type Traversal } from './traverse';

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

/** Edges that one walk looks at: about a second's work, and more than anybody can look at. */
const MAX_EDGES = 50_000;

/** The edges around a column or a dataset, nearest first, and the datasets they join. */
export async function lineage(
  database: Queryable,
  question: LineageQuestion,
): Promise<Found<LineageResponse>> {
  const after = question.cursor === null ? null : readCursor(question.cursor, ['number', 'string']);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const rootFound = await findRoot(database, question);
  if (!rootFound.ok) return rootFound;
  const root = rootFound.value;

  const walked = await walk(database, question, root.roots);
  const rest = after === null ? walked.edges : walked.edges.filter((edge) => compareEdge(edge, after) > 0);
  const page = rest.slice(0, question.limit);
  const last = page.at(-1);
  const isCut = rest.length > page.length;

  const details = await edgeDetails(
    database,
    page.map(({ id }) => id),
    { alsoDatasets: [root.datasetId], withColumns: true },
  );
  return found({
    root: { dataset: root.dataset, column: root.column },
    direction: question.direction,
    depth: question.depth,
    datasets: [...details.datasets].map(([id, dataset]) => ({
      ...dataset,
      columns: [...(details.columns.get(id) ?? [])],
    })),
    edges: page.map(({ id, hop }) => ({ ...details.edges.get(id)!, hop })),
    truncated: isCut || !walked.complete,
    cursor: isCut && last !== undefined ? writeCursor([last.hop, last.id]) : null,
  });
}

async function walk(
  database: Queryable,
  { direction, depth, kinds, asOf = null }: LineageQuestion,
  roots: Traversal['roots'],
): Promise<{ edges: ReachedEdge[]; complete: boolean }> {
  const nearest = new Map<string, ReachedEdge>();
  let complete = true;
  for (const way of direction === 'both' ? (['up', 'down'] as const) : [direction]) {
    const found = await traverse(database, {
      roots,
      direction: way,
      depth,
      kinds,
      asOf,
      maxEdges: MAX_EDGES,
    });
    complete &&= found.complete;
    for (const edge of found.edges) {
      const known = nearest.get(edge.id);
      if (known === undefined || edge.hop < known.hop) nearest.set(edge.id, edge);
    }
  }
  const edges = [...nearest.values()].sort((a, b) => compareEdge(a, [b.hop, b.id]));
  return { edges, complete };
}

/** By hop, then id; ids are ASCII, so their order is that of their code units. */
function compareEdge(edge: ReachedEdge, [hop, id]: readonly (string | number)[]): number {
  if (edge.hop !== hop) return edge.hop - Number(hop);
  return edge.id < String(id) ? -1 : edge.id > String(id) ? 1 : 0;
}
