/** A node of node-sql-parser's tree, whose shape differs by dialect: nothing about it is taken for granted. */
export type Foreign = Readonly<Record<string, unknown>>;

/** Leaves the translation: the tree says something that we do not know, or that is known to be wrong. */
export class Rejected extends Error {}

export const isForeign = (value: unknown): value is Foreign =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The nodes of a list; of a single node that one. */
export function list(value: unknown): readonly Foreign[] {
  if (Array.isArray(value)) return value.filter(isForeign);
  return isForeign(value) ? [value] : [];
}

/** A name, which stands bare, as `{value}`, or as `{expr: {value}}`. */
export function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value.toLowerCase();
  if (!isForeign(value)) return null;
  return nameOf(value['value'] ?? value['expr'] ?? value['column']);
}

/** A name that must be there. */
export function requiredName(value: unknown): string {
  const name = nameOf(value);
  if (name === null) throw new Rejected('a name is missing');
  return name;
}

/** A node's place; most nodes have none, and then neither has what is made of them. */
export function placeOf(node: Foreign): { readonly start: number; readonly end: number } {
  const { loc } = node;
  if (!isForeign(loc)) return nowhere;
  const start = offsetOf(loc['start']);
  const end = offsetOf(loc['end']);
  return start < 0 || end < start ? nowhere : { start, end };
}

export const nowhere = { start: -1, end: -1 };

const offsetOf = (point: unknown): number =>
  isForeign(point) && typeof point['offset'] === 'number' ? point['offset'] : -1;
