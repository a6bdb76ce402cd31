import type { Flow, Influences } from '../trace/flow';
import type { Name, Span } from '../tree/expression';
import type { TableNode } from './table-node';

/** A column of a relation or result; with `star` it stands for any number of columns that are not known. */
export interface RowColumn {
  readonly name: Name;
  readonly flow: Flow;
  /** What decides about this column alone (subqueries in its expression). */
  readonly influences: Influences | null;
  readonly star: Star | null;
  /** The expression that computes it. */
  readonly span: Span | null;
  /** The type that a cast states. */
  readonly type?: string;
  /** Its parts, where the statement puts it together itself. */
  readonly fields?: ReadonlyMap<Name, Field>;
}

/** A part of a structure. */
export interface Field {
  readonly flow: Flow;
  readonly influences: Influences | null;
}

/** A column that nothing but its value decides. */
export function columnOf(name: Name, flow: Flow): RowColumn {
  return { name, flow, influences: null, star: null, span: null };
}

/** Columns that are not known by name. */
export interface Star {
  /** The flow of a column that is asked for by name; null when the star surely does not hold it. */
  flowOf(name: Name): Flow | null;
  readonly table: TableNode | null;
  readonly except: ReadonlySet<Name>;
}

/** What a query yields and what decides about its rows. */
export interface Rows {
  readonly columns: readonly RowColumn[];
  readonly influences: Influences;
}
