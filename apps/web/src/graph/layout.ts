import type { ElkNode } from 'elkjs/lib/elk-api';
import { layoutInput } from './layout-input';
import type { Drawing } from './graph-cards';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything lies. */
export interface Placed {
  readonly cards: ReadonlyMap<string, Point & { readonly width: number; readonly height: number }>;
  /** The points each line runs through, both ends included. */
  readonly lines: ReadonlyMap<string, readonly Point[]>;
}

/** What we use of elkjs: in the page it computes in a worker, in tests in place. */
export interface LayoutEngine {
  layout(graph: ElkNode): Promise<ElkNode>;
}

/** Places a drawing left to right, in the direction that data flows. */
export async function placeDrawing(engine: LayoutEngine, drawing: Drawing): Promise<Placed> {
  const { children = [], edges = [] } = await engine.layout(layoutInput(drawing));
  return {
    cards: new Map(
      children.map(({ id, x = 0, y = 0, width = 0, height = 0 }) => [id, { x, y, width, height }]),
    ),
    lines: new Map(
      edges.map(({ id, sections = [] }) => [
        id,
        sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
          startPoint,
          ...bendPoints,
          endPoint,
        ]),
      ]),
    ),
  };
}
