import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api';
import type { Spot } from '../url/url-state';
import { cardSize, rowMiddle } from './card-size';
import type { Card, Drawing } from './graph-cards';
import { spotKey } from './trace-path';

// Polylines bend only where they enter and leave a layer; drawn as curves they run like streams between the cards.
const layoutOptions: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '9',
  'elk.spacing.componentComponent': '60',
  'elk.layered.spacing.nodeNodeBetweenLayers': '140',
  'elk.layered.spacing.edgeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '10',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.greedySwitch.type': 'TWO_SIDED',
  'elk.layered.thoroughness': '12',
};

const side = { in: 'WEST', out: 'EAST' } as const;

/** The id of the point where lines enter (`in`) or leave (`out`) a row. */
export const portId = (end: 'in' | 'out', spot: Spot): string => `${end} ${spotKey(spot)}`;

function port(card: Card, width: number, end: 'in' | 'out', column: string): ElkPort {
  return {
    id: portId(end, { datasetId: card.dataset.id, column }),
    x: end === 'in' ? 0 : width,
    y: rowMiddle(card, column),
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side[end] },
  };
}

function node(card: Card, lines: Drawing['lines']): ElkNode {
  const size = cardSize(card);
  const touched = (end: 'in' | 'out'): string[] => {
    const ends = lines.map((line) => (end === 'in' ? line.to : line.from));
    return [
      ...new Set(ends.filter(({ datasetId }) => datasetId === card.dataset.id).map(({ column }) => column)),
    ];
  };
  return {
    id: card.dataset.id,
    ...size,
    ports: (['in', 'out'] as const).flatMap((end) =>
      touched(end).map((column) => port(card, size.width, end, column)),
    ),
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  };
}

/** The drawing in ELK's words: fixed cards, one port per connected row and side, lines between ports. */
export function layoutInput({ cards, lines }: Drawing): ElkNode {
  return {
    id: 'lineage',
    layoutOptions,
    children: cards.map((card) => node(card, lines)),
    edges: lines.map((line): ElkExtendedEdge => ({
      id: line.id,
      sources: [portId('out', line.from)],
      targets: [portId('in', line.to)],
      // Values set the shape of the picture; influences follow.
      layoutOptions: { 'elk.layered.priority.straightness': line.direct ? '10' : '1' },
    })),
  };
}
