export interface GlueColumn {
  readonly name: string;
  readonly type: string | null;
  readonly partitionKey: boolean;
}

/** Where a resource link leads. */
export interface GlueTarget {
  readonly account: string | null;
  readonly region: string | null;
  readonly database: string;
  readonly table: string;
}

export interface GlueView {
  readonly sql: string;
  readonly dialect: 'athena' | 'hive' | 'spark' | 'redshift';
  /** Where unqualified names of the text are looked up. */
  readonly catalog: string | null;
  readonly schema: string | null;
}

/** A table of the Glue catalog; names in lower case, as the engines see them. */
export interface GlueTable {
  readonly database: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'materialized-view' | 'resource-link';
  /** In the order of `select *`: partition keys last; columns that an Iceberg table no longer has are left out. */
  readonly columns: readonly GlueColumn[];
  readonly location: string | null;
  readonly view: GlueView | null;
  readonly linkTo: GlueTarget | null;
  readonly owner: string | null;
  readonly description: string | null;
}

export interface GlueCatalog {
  readonly databases: readonly string[];
  readonly tables: readonly GlueTable[];
  /** Databases that could not be read; the rest was. */
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
}
