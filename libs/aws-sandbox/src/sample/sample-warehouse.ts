/**
 * What a sample warehouse consists of, ready to be seeded into the Redshift Data, Athena and Glue sandboxes by `seedSampleWarehouse`.
 *
 * Times are absolute: whoever reads a sample from files places it on its anchor day first. Everything here is plain data and survives
 * `JSON.stringify`, except that times may be a `Date` or its ISO text.
 */
export interface SampleWarehouse {
  readonly redshift: SampleRedshift;
  readonly athena: SampleAthena;
  readonly glue: SampleGlue;
}

export type SampleTime = Date | string;

export interface SampleRedshift {
  /** Databases of the cluster; each becomes a real Postgres database of that name. The first holds the cluster-wide history. */
  readonly databases: readonly SampleDatabase[];
  /** Query history of the whole cluster, in any order. */
  readonly statements: readonly SampleStatement[];
}

export interface SampleDatabase {
  readonly name: string;
  /** Runs for real on Postgres, in order, when the database is made: only what both engines read (no DISTKEY, no COPY). */
  readonly ddl: readonly string[];
  /** Schemas over a Glue database: `{ schema: 'spectrum', glueDatabase: 'lake' }`. */
  readonly externalSchemas?: readonly { readonly schema: string; readonly glueDatabase: string }[];
  /** Databases that are mounted over an inbound datashare. */
  readonly datashares?: readonly {
    readonly consumerDatabase: string;
    readonly producerNamespace: string;
    readonly shareName: string;
    /** In their order, as `svv_redshift_columns` shows them. */
    readonly columns?: readonly {
      readonly schema: string;
      readonly table: string;
      readonly column: string;
      readonly type: string;
    }[];
  }[];
  /** `ALTER USER … SET search_path`: `{ user: 'etl', searchPath: ['staging', 'public'] }`. */
  readonly searchPaths?: readonly { readonly user: string; readonly searchPath: readonly string[] }[];
}

/** One run of one Redshift statement, as the system views remember it. */
export interface SampleStatement {
  /** Text as the user sent it; the seeder cuts it into padded, escaped segments as the real views do. */
  readonly sql: string;
  readonly startedAt: SampleTime;
  readonly endedAt: SampleTime;
  /** Statements of one name share a session: its temp tables are theirs alone. */
  readonly session: string;
  /** Statements of one name share a transaction. */
  readonly transaction: string;
  readonly user: string;
  /** Query group; null when none was set. */
  readonly label: string | null;
  readonly status: 'success' | 'failed' | 'canceled' | 'running';
  /** How the transaction ended; `open` leaves no row in sys_transaction_history. */
  readonly outcome: 'committed' | 'rolled-back' | 'open';
  readonly database: string;
  /** Tables that its plan scanned and changed, as `schema.table`; left out, the views that tell of plans say nothing of it. */
  readonly touched?: { readonly reads: readonly string[]; readonly writes: readonly string[] };
}

export interface SampleAthena {
  /** Workgroups beside those that executions and prepared statements name. */
  readonly workgroups?: readonly { readonly name: string; readonly enabled?: boolean }[];
  readonly executions: readonly SampleExecution[];
  readonly preparedStatements?: readonly SamplePreparedStatement[];
}

/** One Athena query execution. */
export interface SampleExecution {
  readonly sql: string;
  readonly startedAt: SampleTime;
  readonly endedAt: SampleTime;
  readonly workgroup: string;
  readonly database: string;
  /** Data catalog of the context; left out as most clients do, it means AwsDataCatalog. */
  readonly catalog?: string;
  readonly status: 'success' | 'failed' | 'canceled' | 'running' | 'queued';
  /** Query execution id; derived from the rest when left out, so that seeding twice gives the same ids. */
  readonly id?: string;
}

export interface SamplePreparedStatement {
  readonly name: string;
  readonly workgroup: string;
  readonly sql: string;
  readonly modifiedAt: SampleTime;
}

export interface SampleGlue {
  readonly databases: readonly SampleGlueDatabase[];
}

export interface SampleGlueDatabase {
  readonly name: string;
  readonly tables: readonly SampleGlueTable[];
  /** A resource link: the database stands for one of another catalog. */
  readonly linkTo?: { readonly account: string; readonly database: string; readonly region?: string };
}

export interface SampleGlueTable {
  readonly name: string;
  readonly columns: readonly SampleGlueColumn[];
  readonly partitionKeys?: readonly SampleGlueColumn[];
  /** `s3://…` of the data. */
  readonly location?: string;
  /** Glue table parameters as they are: `{ table_type: 'ICEBERG' }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** SQL of an Athena view; stored as Glue stores it, base64 in a comment. */
  readonly view?: string;
  readonly owner?: string;
  readonly description?: string;
  /** A resource link: the table stands for one of another catalog. */
  readonly linkTo?: {
    readonly account: string;
    readonly database: string;
    readonly table: string;
    readonly region?: string;
  };
}

export interface SampleGlueColumn {
  readonly name: string;
  readonly type: string;
  /** Column parameters: `{ 'iceberg.field.current': 'false' }` marks a column that an Iceberg table no longer has. */
  readonly parameters?: Readonly<Record<string, string>>;
}
