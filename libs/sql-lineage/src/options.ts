import type { TableRef } from './bind/table-ref';
import type { Dialect } from './dialect/dialect';

/** What is known about tables: their columns in declared order, or undefined when a table is not known. */
export interface SchemaSnapshot {
  columns(table: TableRef): readonly string[] | undefined;
}

/** The context that a statement's meaning depends on. */
export interface AnalyzeOptions {
  readonly dialect: Dialect;
  /** Redshift: the database. Athena: the catalog, or the database when no search path is given. */
  readonly defaultDatabase?: string;
  /** Schemas searched for unqualified names; `$user` is skipped. */
  readonly searchPath?: readonly string[];
  /** Names that are temp tables of the session. */
  readonly tempTables?: readonly string[];
  readonly schema?: SchemaSnapshot;
  /** The most steps that one statement may take; the same on every machine. */
  readonly budget?: number;
  readonly caseSensitiveIdentifiers?: boolean;
}
