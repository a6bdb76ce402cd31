import type { Rows } from '../bind/rows';
import type { Name } from '../tree/expression';

/** The common tables in sight: those of the nearest WITH first. */
export interface Env {
  readonly names: Map<Name, Rows>;
  readonly outer: Env | null;
}

/** The rows of a common table, or null when the name is none. */
export function commonTable(env: Env | null, name: Name): Rows | null {
  for (let e = env; e !== null; e = e.outer) {
    const rows = e.names.get(name);
    if (rows !== undefined) return rows;
  }
  return null;
}
