-- A page of an edge's evidence, latest seen first; leans on edge_evidence_pkey. A span counts in the text that its analysis read: when
-- another spelling of the statement was kept, it is left out.
select evidence_key, last_seen_at::text as last_seen, producer, edge_evidence.statement_kind, edge_evidence.rung,
       edge_evidence.confidence, edge_evidence.sql_hash, statement_text.sql,
       case when analysis.text_hash = statement_text.text_hash then span_start end as span_start,
       case when analysis.text_hash = statement_text.text_hash then span_end end as span_end,
       expression, first_seen_at, last_seen_at, executions, sample_execution_ids, job, diagnostics, via,
       table_comparison.outcome as tables
from edge_evidence
left join statement_text on statement_text.sql_hash = edge_evidence.sql_hash
left join analysis on analysis.analysis_key = edge_evidence.analysis_key
left join table_comparison on table_comparison.analysis_key = edge_evidence.analysis_key
where edge_id = $1
  and ($2::timestamptz is null or last_seen_at < $2 or (last_seen_at = $2 and evidence_key > $3))
order by edge_evidence.last_seen_at desc, evidence_key
limit $4
