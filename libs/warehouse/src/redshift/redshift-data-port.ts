export type Value = string | number | boolean | null;

/** A result row by column name. */
export type Row = Readonly<Record<string, Value>>;

/** One SQL statement to run. */
export interface WarehouseStatement {
  /** Short name for logs and errors: `history`. */
  readonly name: string;
  readonly sql: string;
  /** `:name` values; the Data API takes neither null nor empty text. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly database: string;
  /** Statements to run first in the same session: `set search_path to pg_catalog`. Such a batch takes no parameters. */
  readonly prelude?: readonly string[];
}

/** The one thing that readers of a Redshift warehouse need. */
export interface RedshiftDataPort {
  /** Runs a statement and gives its rows, page after page. Throws a WarehouseError. */
  rows(statement: WarehouseStatement): AsyncIterable<Row>;
}
