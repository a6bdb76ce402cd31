import type { Placed, Point } from './layout';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As React Flow has it: screen = graph × zoom + (x, y). */
export interface Viewport extends Point {
  readonly zoom: number;
}

const margin = { side: 56, top: 84, bottom: 64 };
const largestZoom = 1.1;
/** Below this, names are no longer read; a large graph then opens at its root instead of as a whole. */
const readableZoom = 0.5;
const closeZoom = 0.75;

function bounds(placed: Placed): { x: number; y: number } & Size {
  const boxes = [...placed.cards.values()];
  const points = [...placed.lines.values()].flat();
  const left = Math.min(...boxes.map(({ x }) => x), ...points.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y), ...points.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width), ...points.map(({ x }) => x));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height), ...points.map(({ y }) => y));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function centred(on: Point, zoom: number, view: Size): Viewport {
  return {
    zoom,
    x: view.width / 2 - on.x * zoom,
    y: (view.height + margin.top - margin.bottom) / 2 - on.y * zoom,
  };
}

/** Shows all of it. */
export function wholeView(placed: Placed, view: Size): Viewport {
  const all = bounds(placed);
  const zoom = Math.min(
    largestZoom,
    (view.width - 2 * margin.side) / all.width,
    (view.height - margin.top - margin.bottom) / all.height,
  );
  return centred({ x: all.x + all.width / 2, y: all.y + all.height / 2 }, Math.max(zoom, 0.05), view);
}

/** The first look: all of it when it can be read, else the root and what is around it. */
export function firstView(placed: Placed, rootId: string, view: Size): Viewport {
  const whole = wholeView(placed, view);
  const root = placed.cards.get(rootId);
  if (whole.zoom >= readableZoom || root === undefined) return whole;
  return centred({ x: root.x + root.width / 2, y: root.y + Math.min(root.height, 400) / 2 }, closeZoom, view);
}

/** After a new layout: the card that the person worked on stays where it was on the screen. */
export function steadyView(before: Placed, after: Placed, cardId: string, viewport: Viewport): Viewport {
  const was = before.cards.get(cardId);
  const is = after.cards.get(cardId);
  if (was === undefined || is === undefined) return viewport;
  return {
    zoom: viewport.zoom,
    x: viewport.x + (was.x - is.x) * viewport.zoom,
    y: viewport.y + (was.y - is.y) * viewport.zoom,
  };
}
