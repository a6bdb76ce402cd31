-- By execution_pkey and execution_choice_pkey.
select
  execution.source_id as "sourceId", source.kind as "sourceKind", execution.execution_id as "executionId",
  execution.sql_hash as "sqlHash", execution.context_key as "contextKey", execution.origin, execution.session_id as "sessionId",
  execution.position, execution.started_at as "startedAt",
  -- Clocks that run backwards would let a statement depend on itself.
  greatest(execution.ended_at, execution.started_at) as "endedAt",
  execution.status = 'success' and execution.transaction_state <> 'rolled-back' as effective,
  choice.analysis_key as "analysisKey", choice.matched, choice.request_key as "requestKey"
from unnest($1::text[], $2::text[]) as asked (source_id, execution_id)
join execution on execution.source_id = asked.source_id and execution.execution_id = asked.execution_id
join source on source.source_id = execution.source_id
left join execution_choice choice
  on choice.source_id = execution.source_id and choice.execution_id = execution.execution_id
