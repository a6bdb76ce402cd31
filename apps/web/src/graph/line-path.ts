import type { Point } from './layout';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.5;

function bow(from: Point, to: Point): string {
  if (near(from.y, to.y)) return `L${to.x} ${to.y}`;
  const reach = Math.max(Math.abs(to.x - from.x) / 2, 18) * Math.sign(to.x - from.x || 1);
  return `C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
}

/** The last stretch runs level for `lead` pixels, as far as there is room: labels sit on it. */
function withLead(points: readonly Point[], lead: number): readonly Point[] {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined || lead === 0 || end.x <= before.x || near(before.y, end.y)) {
    return points;
  }
  const level = Math.min(lead, (end.x - before.x) * 0.7);
  return [...points.slice(0, -1), { x: end.x - level, y: end.y }, end];
}

/**
 * An SVG path that leaves and enters every point level, so that a line through many layers stays one smooth stream.
 */
export function linePath(points: readonly Point[], lead = 0): string {
  const [first, ...rest] = withLead(points, lead);
  if (first === undefined) return '';
  let from = first;
  let path = `M${first.x} ${first.y}`;
  for (const to of rest) {
    path += bow(from, to);
    from = to;
  }
  return path;
}

/** A point on the line, about half way: where a pointer finds it. */
export function middleOf(points: readonly Point[]): Point | null {
  let longest: { from: Point; to: Point; length: number } | null = null;
  points.slice(1).forEach((to, index) => {
    const from = points[index]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (longest === null || length > longest.length) longest = { from, to, length };
  });
  if (longest === null) return null;
  const { from, to } = longest as { from: Point; to: Point };
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** The point `distance` from `corner` on the way to `other`, at most half way. */
function towards(corner: Point, other: Point, distance: number): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const part = length === 0 ? 0 : Math.min(distance / length, 0.5);
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

/** A path with rounded corners: for lines that lead round a card, back into itself. */
export function loopPath(points: readonly Point[], radius = 10): string {
  const [first] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  points.slice(1).forEach((corner, index) => {
    const before = points[index]!;
    const next = points[index + 2];
    if (next === undefined) path += `L${corner.x} ${corner.y}`;
    else {
      const enter = towards(corner, before, radius);
      const leave = towards(corner, next, radius);
      path += `L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`;
    }
  });
  return path;
}
