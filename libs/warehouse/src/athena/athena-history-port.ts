export type AthenaState = 'queued' | 'running' | 'success' | 'failed' | 'canceled';

/** One query execution as Athena remembers it for 45 days. */
export interface AthenaExecution {
  readonly id: string;
  readonly workgroup: string;
  readonly sql: string;
  /** Database of the context, null when the client named none. */
  readonly database: string | null;
  /** Data catalog of the context in lower case; `awsdatacatalog` when the client named none. */
  readonly catalog: string;
  readonly state: AthenaState;
  readonly submittedAt: Date;
  /** Null while it is queued or runs. */
  readonly completedAt: Date | null;
}

export interface AthenaPreparedStatement {
  readonly sql: string;
  readonly modifiedAt: Date | null;
}

/** What readers of Athena's history need. All calls throw WarehouseErrors. */
export interface AthenaHistoryPort {
  /** Every workgroup's name, the disabled ones included: their history stays. */
  workgroups(): Promise<readonly string[]>;
  /** Executions of a workgroup, page by page, in the order of the listing, which Athena does not document. */
  executions(workgroup: string): AsyncIterable<readonly AthenaExecution[]>;
  /** Executions by id; those that Athena no longer knows are left out. */
  byId(ids: readonly string[]): Promise<readonly AthenaExecution[]>;
  /** A prepared statement of a workgroup, null when there is none (any more). */
  preparedStatement(workgroup: string, name: string): Promise<AthenaPreparedStatement | null>;
}
