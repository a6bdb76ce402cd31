import type { Analysis, DatasetName } from '@tributary/contracts';

/** The columns that an event itself tells of a dataset, in order. */
export interface KnownColumns {
  readonly dataset: DatasetName;
  readonly columns: readonly string[];
}

/** One statement found in an event, with everything the event says about where its tables live. */
export interface SqlRequest {
  /** One statement, redacted. */
  readonly sql: string;
  /** A dialect of `@tributary/sql-lineage`. */
  readonly dialect: string;
  /** The OpenLineage namespace that the statement's tables belong to: `redshift://shop.eu-west-1:5439`. */
  readonly namespace: string;
  /** What unqualified names are completed with; null when the event's datasets do not agree on one. */
  readonly defaultDatabase: string | null;
  readonly searchPath: readonly string[];
  /** Names of the temporary tables that the event's earlier statements have made. */
  readonly tempTables: readonly string[];
  /** From schema facets, and of those temporary tables: the catalog of first resort. */
  readonly columns: readonly KnownColumns[];
  /** The event's only output: what a bare SELECT writes (dbt sends the model's query alone). Null: the statement must say. */
  readonly target: DatasetName | null;
}

/**
 * The SQL engine as the parser worker supplies it. Synchronous, so that an event stays one pure step. Null: the statement could not be read, or has
 * no lineage. The names in the answer must be spelt like those of the request.
 */
export type ReadSql = (request: SqlRequest) => Analysis | null;
