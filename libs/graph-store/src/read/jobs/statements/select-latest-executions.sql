-- When each job's statements were first and last seen, $1: [{job, source_id, sql_hashes}], and its latest $2 runs, newest first; leans on
-- execution_of_statement.
select wanted.job, span.first_at, span.last_at, latest.*
from jsonb_to_recordset($1::jsonb) as wanted (job text, source_id text, sql_hashes jsonb)
cross join lateral (
  select min(execution.started_at) as first_at, max(execution.ended_at) as last_at
  from jsonb_array_elements_text(wanted.sql_hashes) as statement (sql_hash)
  join execution on execution.source_id = wanted.source_id and execution.sql_hash = statement.sql_hash
) span
left join lateral (
  select execution.source_id, execution_id, execution.sql_hash, started_at, ended_at, user_name, label, status, transaction_state
  from jsonb_array_elements_text(wanted.sql_hashes) as statement (sql_hash)
  join execution on execution.source_id = wanted.source_id and execution.sql_hash = statement.sql_hash
  where execution.origin = 'history'
  order by started_at desc, execution_id desc
  limit $2
) latest on true
order by wanted.job, latest.started_at desc, latest.execution_id desc
