import type { DatasetRef } from '@tributary/contracts';

/** Whose columns are asked for, and as whom: what a statement of this session saw when it started. */
export interface ColumnsRequest {
  readonly dataset: DatasetRef;
  readonly at: string;
  /** Position among the statements of the session that start at the same instant. */
  readonly position: number;
  readonly sessionId: string | null;
  readonly sourceId: string;
}

/** Knows the columns that datasets had at a time. */
export interface Catalog {
  /** One answer per request, in order: the column names as declared; null where they are not known. */
  columns(requests: readonly ColumnsRequest[]): Promise<readonly (readonly string[] | null)[]>;
  /** Throws when the catalog cannot answer. */
  check(): Promise<void>;
}
