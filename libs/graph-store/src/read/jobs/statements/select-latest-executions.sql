-- When each job's statements were first and last seen, $1: [{job, source_id, sql_hashes, latest_hashes}], and the latest $2 runs of those that ran
-- last, newest first. Statement by statement, since a job may have tens of thousands of statements or of runs; leans on
-- execution_of_statement_by_time.
select wanted.job, first.first_at, max(latest.ended_at) over (partition by wanted.job) as last_at, latest.*
from jsonb_to_recordset($1::jsonb) as wanted (job text, source_id text, sql_hashes jsonb, latest_hashes jsonb)
cross join lateral (
  select min(run.started_at) as first_at
  from jsonb_array_elements_text(wanted.sql_hashes) as statement (sql_hash)
  cross join lateral (
    select started_at
    from execution
    where execution.source_id = wanted.source_id and execution.sql_hash = statement.sql_hash
    order by execution.source_id, execution.sql_hash, started_at
    limit 1
  ) run
) first
left join lateral (
  select run.*
  from jsonb_array_elements_text(wanted.latest_hashes) as statement (sql_hash)
  cross join lateral (
    select execution.source_id, execution_id, execution.sql_hash, started_at, ended_at, user_name, label, status, transaction_state
    from execution
    where execution.source_id = wanted.source_id and execution.sql_hash = statement.sql_hash and execution.origin = 'history'
    order by execution.source_id desc, execution.sql_hash desc, started_at desc, execution_id desc
    limit $2
  ) run
  order by started_at desc, execution_id desc
  limit $2
) latest on true
order by wanted.job, latest.started_at desc, latest.execution_id desc
