-- $9: what all edges of an analysis share, which each of them refers to by `ordinal`; `kinds` come as one text each, parted by spaces.
-- Arbiter: edge_evidence_pkey.
insert into edge_evidence (
  edge_id, evidence_key, producer, carrier, source_id, analysis_key, sql_hash, shape_hash, statement_kind, rung, confidence,
  expression, span_start, span_end, kinds, masking, job, via, diagnostics, first_seen_at, last_seen_at, executions,
  sample_execution_ids, row_hash
)
select
  incoming.edge_id, facts.evidence_key, facts.producer, facts.carrier, facts.source_id, facts.analysis_key, facts.sql_hash,
  facts.shape_hash, facts.statement_kind, facts.rung, facts.confidence, incoming.expression, incoming.span_start, incoming.span_end,
  string_to_array(incoming.kinds, ' '), incoming.masking, facts.job, facts.via, facts.diagnostics, facts.first_seen_at,
  facts.last_seen_at, facts.executions, facts.sample_execution_ids, incoming.row_hash
from unnest(
  $1::text[], $2::integer[], $3::text[], $4::integer[], $5::integer[], $6::text[], $7::boolean[], $8::bigint[]
) as incoming (edge_id, ordinal, expression, span_start, span_end, kinds, masking, row_hash)
join jsonb_to_recordset($9::jsonb) as facts (
  ordinal integer, evidence_key text, producer text, carrier text, source_id text, analysis_key text, sql_hash text,
  shape_hash text, statement_kind text, rung text, confidence text, job text, via text[], diagnostics jsonb,
  first_seen_at timestamptz, last_seen_at timestamptz, executions integer, sample_execution_ids text[]
) on facts.ordinal = incoming.ordinal
on conflict (edge_id, evidence_key) do update
set
  producer = excluded.producer, carrier = excluded.carrier, source_id = excluded.source_id,
  analysis_key = excluded.analysis_key, sql_hash = excluded.sql_hash, shape_hash = excluded.shape_hash,
  statement_kind = excluded.statement_kind, rung = excluded.rung, confidence = excluded.confidence,
  expression = excluded.expression, span_start = excluded.span_start, span_end = excluded.span_end, kinds = excluded.kinds,
  masking = excluded.masking, job = excluded.job, via = excluded.via, diagnostics = excluded.diagnostics,
  first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, executions = excluded.executions,
  sample_execution_ids = excluded.sample_execution_ids, row_hash = excluded.row_hash
