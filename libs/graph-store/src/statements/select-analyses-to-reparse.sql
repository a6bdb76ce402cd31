-- The next analyses that hold for an execution and are of the selection ($1 engines, $2 not this engine, $3 source, $4 rung, $5 names; null: any),
-- each with the first such execution: parsed again as that one, it comes to what holds for all of them. By analysis_pkey,
-- execution_choice_by_analysis. A view definition is asked for as it was last seen.
select
  analysis.analysis_key as "requestKey",
  source.kind, source.source_id as "sourceId", source.namespace,
  execution.execution_id as "executionId", execution.origin, execution.session_id as "sessionId",
  execution.transaction_id as "transactionId", execution.position as "order",
  case when execution.origin = 'view-definition' then execution.ended_at else execution.started_at end as "startedAt",
  execution.ended_at as "endedAt", execution.user_name as "user", execution.label, execution.status,
  execution.transaction_state as "transaction", execution.text_flags as "textFlags", execution.dialect, execution.database,
  execution.search_path as "searchPath",
  array(select jsonb_array_elements_text(analysis.body -> 'tempTables')) as "tempTables",
  statement_text.sql, execution.sql_hash as "sqlHash"
from analysis
cross join lateral (
  select choice.source_id, choice.execution_id
  from execution_choice choice
  where choice.analysis_key = analysis.analysis_key
  order by choice.source_id, choice.execution_id
  limit 1
) held
join execution on execution.source_id = held.source_id and execution.execution_id = held.execution_id
join source on source.source_id = held.source_id
join statement_text on statement_text.sql_hash = execution.sql_hash
where analysis.analysis_key > $6
  and ($1::text[] is null or analysis.engine_version = any($1))
  and ($2::text is null or analysis.engine_version <> $2)
  and ($3::text is null or analysis.source_id = $3)
  and ($4::text is null or analysis.rung = $4)
  and ($5::text[] is null or exists (
    select from analysis_dataset named where named.analysis_key = analysis.analysis_key and named.name_key = any($5)
  ))
order by analysis.analysis_key
limit $7
