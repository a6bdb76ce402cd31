-- A page by edge and evidence key, after $1 (both in one text). By edge_evidence_pkey. When a view's definition was last seen in a catalog
-- is left out: it says when somebody looked. `tables`: whether the warehouse touched what the statement says; by table_comparison_pkey.
select
  edge_id || ' ' || evidence_key as after,
  jsonb_build_object(
    'record', 'evidence', 'edge', edge_id, 'producer', producer, 'carrier', carrier, 'source', source_id,
    'analysis', analysis_key, 'sqlHash', sql_hash, 'shapeHash', shape_hash, 'statementKind', statement_kind, 'rung', rung,
    'confidence', confidence, 'expression', expression, 'spanStart', span_start, 'spanEnd', span_end, 'kinds', kinds,
    'masking', masking, 'job', job, 'via', via, 'diagnostics', diagnostics, 'firstSeenAt', first_seen_at at time zone 'UTC',
    'lastSeenAt', case when sample_execution_ids[1] not like 'view:%' then last_seen_at at time zone 'UTC' end,
    'executions', executions, 'sampleExecutionIds', sample_execution_ids,
    'tables', (select outcome from table_comparison compared where compared.analysis_key = edge_evidence.analysis_key)
  )::text as line
from edge_evidence
where (edge_id, evidence_key) > (split_part($1, ' ', 1), split_part($1, ' ', 2))
order by edge_id, evidence_key
limit $2
