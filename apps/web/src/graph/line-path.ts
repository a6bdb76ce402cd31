import type { Point } from './layout';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;

function bow(from: Point, to: Point): string {
  if (near(from.y, to.y)) return `L${to.x} ${to.y}`;
  const reach = Math.max(Math.abs(to.x - from.x) / 2, 18) * Math.sign(to.x - from.x || 1);
  return `C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
}

/** An SVG path that leaves and enters every point level, so that a line through many layers stays one smooth stream. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let from = first;
  let path = `M${first.x} ${first.y}`;
  for (const to of rest) {
    path += bow(from, to);
    from = to;
  }
  return path;
}
