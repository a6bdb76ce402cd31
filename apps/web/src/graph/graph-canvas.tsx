import { Background, BackgroundVariant, MiniMap, ReactFlow, useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { arrivalWords, leadFor } from './arrival-words';
import { type CardNode, DatasetCard } from './dataset-card';
import { type LineEdge, StreamLine } from './stream-line';
import type { PlacedDrawing } from './use-placed';
import { firstView, steadyView, wholeView } from './viewport';

const nodeTypes = { dataset: DatasetCard };
const edgeTypes = { stream: StreamLine };
/** From here on a map helps. */
const mapFrom = 14;

interface Props extends PlacedDrawing {
  readonly rootId: string;
  /** Changes when another question is asked: then the view starts anew. */
  readonly question: string;
  /** The card that stays in place when the picture grows. */
  readonly anchorId: string;
}

type Words = ReadonlyMap<string, ReadonlyMap<string, string>>;

const wordsOf = ({ cards, lines }: PlacedDrawing['drawing']): Words =>
  new Map(cards.map(({ dataset }) => [dataset.id, arrivalWords(lines, dataset.id)]));

function nodesOf({ drawing, placed }: PlacedDrawing, allWords: Words): CardNode[] {
  return drawing.cards.flatMap((card): CardNode[] => {
    const box = placed.cards.get(card.dataset.id);
    if (box === undefined) return [];
    const { x, y, width, height } = box;
    const words = allWords.get(card.dataset.id) ?? new Map<string, string>();
    return [
      {
        id: card.dataset.id,
        type: 'dataset',
        style: { pointerEvents: 'all' },
        position: { x, y },
        width,
        height,
        data: { card, words },
      },
    ];
  });
}

function edgesOf({ drawing, placed }: PlacedDrawing, words: Words): LineEdge[] {
  return drawing.lines.flatMap((line): LineEdge[] => {
    const points = placed.lines.get(line.id);
    if (points === undefined) return [];
    return [
      {
        id: line.id,
        type: 'stream',
        source: line.from.datasetId,
        target: line.to.datasetId,
        sourceHandle: line.from.column,
        targetHandle: line.to.column,
        data: { line, points, lead: leadFor(words.get(line.to.datasetId)?.get(line.to.column)) },
      },
    ];
  });
}

function ZoomButtons({ onWhole }: { readonly onWhole: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div className="zoom-buttons" role="group" aria-label="Zoom">
      <button
        type="button"
        onClick={() => void zoomIn({ duration: 150 })}
        aria-label="Zoom in"
        title="Zoom in"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 3.5v9M3.5 8h9" />
        </svg>
      </button>
      <button
        type="button"
        onClick={() => void zoomOut({ duration: 150 })}
        aria-label="Zoom out"
        title="Zoom out"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 8h9" />
        </svg>
      </button>
      <button
        type="button"
        onClick={onWhole}
        aria-label="Show the whole graph"
        title="Show the whole graph"
        data-testid="graph-fit"
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
        </svg>
      </button>
    </div>
  );
}

/** The picture itself: it pans and zooms, and keeps its place when it grows. */
export function GraphCanvas({ drawing, placed, rootId, question, anchorId }: Props) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const shown = useRef<{ question: string; placed: PlacedDrawing['placed'] } | null>(null);
  const words = useMemo(() => wordsOf(drawing), [drawing]);
  const nodes = useMemo(() => nodesOf({ drawing, placed }, words), [drawing, placed, words]);
  const edges = useMemo(() => edgesOf({ drawing, placed }, words), [drawing, placed, words]);
  const viewSize = () => ({ width: store.getState().width, height: store.getState().height });

  useEffect(() => {
    const before = shown.current;
    shown.current = { question, placed };
    if (before?.placed === placed) return;
    const next =
      before?.question === question
        ? steadyView(before.placed, placed, anchorId, flow.getViewport())
        : firstView(placed, rootId, viewSize());
    void flow.setViewport(next);
  });

  return (
    <>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} />
        {nodes.length >= mapFrom && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Map of the graph"
            nodeClassName={(node) => (node.id === rootId ? 'map-node map-root' : 'map-node')}
          />
        )}
      </ReactFlow>
      <ZoomButtons onWhole={() => void flow.setViewport(wholeView(placed, viewSize()), { duration: 250 })} />
    </>
  );
}
