-- Arbiter: edge_evidence_pkey.
insert into edge_evidence (
  edge_id, evidence_key, producer, carrier, source_id, analysis_key, sql_hash, shape_hash, statement_kind, rung, confidence,
  expression, span_start, span_end, kinds, masking, job, via, diagnostics, first_seen_at, last_seen_at, executions,
  sample_execution_ids, row_hash
)
select
  edge_id, evidence_key, producer, carrier, source_id, analysis_key, sql_hash, shape_hash, statement_kind, rung, confidence,
  expression, span_start, span_end, kinds, masking, job, via, diagnostics, first_seen_at, last_seen_at, executions,
  sample_execution_ids, row_hash
from jsonb_to_recordset($1::jsonb) as incoming (
  edge_id text, evidence_key text, producer text, carrier text, source_id text, analysis_key text, sql_hash text,
  shape_hash text, statement_kind text, rung text, confidence text, expression text, span_start integer, span_end integer,
  kinds text[], masking boolean, job text, via text[], diagnostics jsonb, first_seen_at timestamptz, last_seen_at timestamptz,
  executions integer, sample_execution_ids text[], row_hash bigint
)
on conflict (edge_id, evidence_key) do update
set
  producer = excluded.producer, carrier = excluded.carrier, source_id = excluded.source_id,
  analysis_key = excluded.analysis_key, sql_hash = excluded.sql_hash, shape_hash = excluded.shape_hash,
  statement_kind = excluded.statement_kind, rung = excluded.rung, confidence = excluded.confidence,
  expression = excluded.expression, span_start = excluded.span_start, span_end = excluded.span_end, kinds = excluded.kinds,
  masking = excluded.masking, job = excluded.job, via = excluded.via, diagnostics = excluded.diagnostics,
  first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, executions = excluded.executions,
  sample_execution_ids = excluded.sample_execution_ids, row_hash = excluded.row_hash
