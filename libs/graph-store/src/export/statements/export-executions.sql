-- A page by source and id, after $1 (both in one JSON text). By execution_pkey and execution_choice_pkey.
select
  jsonb_build_array(execution.source_id, execution.execution_id)::text as after,
  jsonb_build_object(
    'record', 'execution', 'source', execution.source_id, 'id', execution.execution_id, 'sqlHash', execution.sql_hash,
    'origin', execution.origin, 'session', execution.session_id, 'startedAt', execution.started_at,
    'endedAt', case when execution.origin <> 'view-definition' then execution.ended_at end, 'user', execution.user_name,
    'label', execution.label, 'status', execution.status, 'transaction', execution.transaction_state,
    'analysis', choice.analysis_key
  )::text as line
from execution
left join execution_choice choice
  on choice.source_id = execution.source_id and choice.execution_id = execution.execution_id
where (execution.source_id, execution.execution_id) > ($1::jsonb ->> 0, $1::jsonb ->> 1)
order by execution.source_id, execution.execution_id
limit $2
