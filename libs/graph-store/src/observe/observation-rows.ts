export type AliasKind = 'resource-link' | 'location' | 'symlink';

export interface NameRow {
  readonly name_key: string;
  readonly namespace: string;
  readonly name: string;
}
export interface SourceRow {
  readonly source_id: string;
  readonly kind: string;
  readonly namespace: string;
}
export interface StatementTextRow {
  readonly sql_hash: string;
  readonly text_hash: string;
  readonly sql: string;
}
export interface AnalysisRow {
  readonly analysis_key: string;
  readonly source_id: string;
  readonly sql_hash: string;
  readonly shape_hash: string;
  readonly context_key: string;
  readonly engine_version: string;
  readonly statement_kind: string;
  readonly rung: string;
  readonly confidence: string;
  readonly uses_temp: boolean;
  readonly text_hash: string;
  readonly body: unknown;
}
export interface AnalysisDatasetRow {
  readonly analysis_key: string;
  readonly name_key: string;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly consults: boolean;
}
export interface NameLinkRow {
  readonly name_key: string;
  readonly other_key: string;
}
export interface ExecutionRow {
  readonly source_id: string;
  readonly execution_id: string;
  readonly sql_hash: string;
  readonly context_key: string;
  readonly dialect: string;
  readonly database: string | null;
  readonly search_path: readonly string[];
  readonly origin: string;
  readonly session_id: string | null;
  readonly transaction_id: string | null;
  readonly position: number;
  readonly started_at: string;
  readonly ended_at: string;
  readonly user_name: string | null;
  readonly label: string | null;
  readonly status: string;
  readonly transaction_state: string;
  readonly text_flags: readonly string[];
  readonly reading: string;
}
export interface StatementTablesRow {
  readonly source_id: string;
  readonly sql_hash: string;
  readonly context_key: string;
  readonly tables_hash: string;
  readonly namespace: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}
export interface CatalogContentRow {
  readonly content_hash: string;
  readonly body: unknown;
}
export interface CatalogSnapshotRow {
  readonly name_key: string;
  readonly observed_at: string;
  readonly content_hash: string;
  readonly source_id: string;
}
export interface AliasEvidenceRow {
  readonly evidence_key: string;
  readonly kind: AliasKind;
  readonly name_key: string;
  readonly other_key: string;
  readonly observed_at: string;
  readonly body: unknown;
}
export interface CatalogFactRow {
  readonly fact_key: string;
  readonly kind: string;
  readonly source_id: string;
  readonly observed_at: string;
  readonly body: unknown;
}
export interface OpenLineageEventRow {
  readonly content_hash: string;
  readonly class: string;
  readonly event_type: string | null;
  readonly event_at: string;
  readonly run_id: string | null;
  readonly job_namespace: string | null;
  readonly job_name: string | null;
  readonly job_key: string | null;
  readonly producer: string | null;
  readonly body: unknown;
  readonly received_at: string;
}
export interface OpenLineageEventDatasetRow {
  readonly content_hash: string;
  readonly name_key: string;
  readonly role: string;
}
export interface RawEventRow {
  readonly event_at: string;
  readonly content_hash: string;
  readonly body: string;
  readonly received_at: string;
}
export interface CollectionRunRow {
  readonly run_id: string;
  readonly source_id: string;
  readonly collector: string;
  readonly window_from: string;
  readonly window_to: string;
  readonly started_at: string;
  readonly finished_at: string;
  readonly outcome: string;
  readonly seen: number;
  readonly published: number;
  readonly skipped: number;
  readonly body: unknown;
}

/** What messages come to in the store: rows by table, each keyed by its content. */
export interface ObservationRows {
  readonly dataset_name: readonly NameRow[];
  readonly source: readonly SourceRow[];
  readonly statement_text: readonly StatementTextRow[];
  readonly analysis: readonly AnalysisRow[];
  readonly analysis_dataset: readonly AnalysisDatasetRow[];
  readonly name_link: readonly NameLinkRow[];
  readonly execution: readonly ExecutionRow[];
  readonly statement_tables: readonly StatementTablesRow[];
  readonly catalog_content: readonly CatalogContentRow[];
  readonly catalog_snapshot: readonly CatalogSnapshotRow[];
  readonly alias_evidence: readonly AliasEvidenceRow[];
  readonly catalog_fact: readonly CatalogFactRow[];
  readonly openlineage_event: readonly OpenLineageEventRow[];
  readonly openlineage_event_dataset: readonly OpenLineageEventDatasetRow[];
  readonly raw_event: readonly RawEventRow[];
  readonly collection_run: readonly CollectionRunRow[];
}
export type ObservationTable = keyof ObservationRows;
