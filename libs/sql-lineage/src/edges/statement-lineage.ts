import type { TableRef } from '../bind/table-ref';
import type { Diagnostic } from '../diagnostic';
import type { Span } from '../tree/expression';
import type { StatementKind } from '../tree/statement';

/** How a statement changes a dataset that it writes. */
export type OutputEffect = 'append' | 'replace' | 'define' | 'create' | 'truncate' | 'drop';

/** Which reader produced a result. */
export type Rung = 'native' | 'node-sql-parser' | 'tables-only';

/** A column of a dataset; `*` is some column of a dataset whose columns are not known. */
export interface ColumnRef {
  readonly table: TableRef;
  readonly column: string;
}

/** What one source column contributes to an output column. */
export interface ColumnSource {
  readonly source: ColumnRef;
  /** OpenLineage's words: IDENTITY, TRANSFORMATION, AGGREGATION; CONDITIONAL and WINDOW inside expressions. */
  readonly kinds: readonly string[];
  /** The value cannot be read back from the output. */
  readonly masking: boolean;
}

/** One output column with everything that its expression reads; `table: null` is the result of a bare query. */
export interface ColumnLineage {
  readonly output: { readonly table: TableRef | null; readonly column: string };
  readonly sources: readonly ColumnSource[];
  readonly expression: { readonly text: string; readonly span: Span } | null;
}

/** A column that decides about rows of the output rather than flowing into it. */
export interface Influence {
  readonly outputTable: TableRef | null;
  readonly outputColumns: readonly string[] | 'all';
  readonly input: ColumnRef;
  readonly kinds: readonly string[];
  readonly span: Span | null;
}

/** A statement's effect on names and columns; the same kinds as the messages carry. */
export type SchemaChange =
  | { readonly kind: 'rename-table'; readonly from: TableRef; readonly to: TableRef }
  | { readonly kind: 'append-table'; readonly from: TableRef; readonly to: TableRef }
  | { readonly kind: 'rename-column'; readonly table: TableRef; readonly from: string; readonly to: string }
  | {
      readonly kind: 'add-column';
      readonly table: TableRef;
      readonly column: string;
      readonly type: string | null;
    }
  | { readonly kind: 'drop-column'; readonly table: TableRef; readonly column: string }
  | { readonly kind: 'set-location'; readonly table: TableRef; readonly location: string };

/** What the session looks like for the statements that follow. */
export interface SessionEffect {
  readonly searchPath?: readonly string[];
  readonly useDatabase?: string;
  readonly createsTemp?: readonly string[];
  readonly dropsTemp?: readonly string[];
  /** PREPARE: the statement that EXECUTE will run under that name. */
  readonly prepares?: { readonly name: string; readonly sql: string };
  readonly executes?: string;
}

/** The columns that a statement gives a dataset it makes; null when a star could not be expanded. */
export interface DefinedColumns {
  readonly table: TableRef;
  readonly columns: readonly { readonly name: string; readonly type: string | null }[] | null;
}

/** Everything that one statement says about datasets and columns. */
export interface StatementLineage {
  readonly kind: StatementKind;
  readonly inputs: readonly TableRef[];
  readonly outputs: readonly { readonly table: TableRef; readonly effect: OutputEffect }[];
  /** Per output column in declared order, those without sources included. */
  readonly columns: readonly ColumnLineage[];
  readonly influences: readonly Influence[];
  readonly definedColumns: readonly DefinedColumns[];
  readonly schemaChanges: readonly SchemaChange[];
  readonly sessionEffect: SessionEffect;
  /** The tables whose columns were asked for, with what was known. */
  readonly consulted: readonly { readonly table: TableRef; readonly columns: readonly string[] | null }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly rung: Rung;
  readonly confidence: { readonly level: 'high' | 'medium' | 'low'; readonly reasons: readonly string[] };
  readonly stepsUsed: number;
}
