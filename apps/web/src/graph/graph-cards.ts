import type { Spot } from '../url/url-state';
import {
  connectedColumns,
  type GraphDataset,
  type GraphEdge,
  type LineageGraph,
  wholeDataset,
} from './lineage-graph';

/** A card folds its columns when more than this many are connected… */
export const foldOver = 14;
/** …and then shows this many. */
export const foldTo = 10;
/** The row at the foot of a card, where the lines of folded columns end. */
export const foldedRow = '\u2026';

export interface CardRow {
  readonly name: string;
  readonly type: string | null;
}

/** A dataset as it is drawn. */
export interface Card {
  readonly dataset: GraphDataset;
  readonly isRoot: boolean;
  readonly rows: readonly CardRow[];
  /** Columns that exist but are not shown. */
  readonly hidden: number;
  /** All columns are shown because someone asked for it. */
  readonly opened: boolean;
  readonly hasUpstream: boolean;
  readonly hasDownstream: boolean;
}

/** A line between two rows; lines into folded columns stand for several edges. */
export interface Line {
  readonly id: string;
  readonly from: Spot;
  readonly to: Spot;
  readonly direct: boolean;
  readonly edges: readonly GraphEdge[];
}

export interface Drawing {
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
}

function shownColumns(
  graph: LineageGraph,
  dataset: GraphDataset,
  opened: boolean,
  first: ReadonlySet<string>,
): readonly CardRow[] {
  if (opened) return dataset.columns;
  const connected = connectedColumns(graph, dataset.id);
  const isRoot = dataset.id === graph.root.datasetId;
  const wanted = dataset.columns.filter(
    ({ name }) => connected.has(name) || (isRoot && (name === graph.root.column || connected.size === 0)),
  );
  if (wanted.length <= foldOver) return wanted;
  const kept = new Set(
    [...wanted.filter(({ name }) => first.has(name)), ...wanted.filter(({ name }) => !first.has(name))].slice(
      0,
      foldTo,
    ),
  );
  return wanted.filter((column) => kept.has(column));
}

function linesOf(edges: Iterable<GraphEdge>, rows: ReadonlyMap<string, ReadonlySet<string>>): Line[] {
  const drawnAt = ({ datasetId, column }: Spot): Spot => ({
    datasetId,
    column: column === wholeDataset || rows.get(datasetId)?.has(column) === true ? column : foldedRow,
  });
  const lines = new Map<string, Line>();
  for (const edge of edges) {
    const from = drawnAt(edge.from);
    const to = drawnAt(edge.to);
    const id = JSON.stringify([from.datasetId, from.column, to.datasetId, to.column, edge.direct]);
    const line = lines.get(id) ?? { id, from, to, direct: edge.direct, edges: [] };
    lines.set(id, { ...line, edges: [...line.edges, edge] });
  }
  return [...lines.values()];
}

/**
 * Decides which columns are rows and which edges are lines.
 * `keep` lists columns that stay visible when a card folds: the picked one, for instance.
 */
export function drawGraph(graph: LineageGraph, opened: readonly string[], keep: readonly Spot[]): Drawing {
  const edges = [...graph.edges.values()];
  const withUpstream = new Set(edges.map(({ to }) => to.datasetId));
  const withDownstream = new Set(edges.map(({ from }) => from.datasetId));
  const cards = [...graph.datasets.values()].map((dataset): Card => {
    const first = new Set(
      keep.filter(({ datasetId }) => datasetId === dataset.id).map(({ column }) => column),
    );
    const isOpened = opened.includes(dataset.id);
    const rows = shownColumns(graph, dataset, isOpened, first);
    return {
      dataset,
      isRoot: dataset.id === graph.root.datasetId,
      rows,
      hidden: dataset.columns.length - rows.length,
      opened: isOpened,
      hasUpstream: withUpstream.has(dataset.id),
      hasDownstream: withDownstream.has(dataset.id),
    };
  });
  const rows = new Map(cards.map((card) => [card.dataset.id, new Set(card.rows.map(({ name }) => name))]));
  return { cards, lines: linesOf(edges, rows) };
}
