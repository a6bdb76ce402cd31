-- A page of the runs of the job $1, newest first: among those of as many texts as ran last. Leans on statement_job_text_by_time and
-- execution_of_statement_by_time; counts all.
select run.*, counted.total
from (
  select run.*
  from (
    select job.source_id, text.sql_hash
    from statement_job job
    join statement_job_text text on text.job_id = job.job_id
    where job.job_id = $1 and latest_at is not null
    order by text.job_id desc, latest_at desc, latest_id desc
    limit $2::integer + $3::integer
  ) text
  cross join lateral (
    select source_id, execution_id, sql_hash, started_at, ended_at, user_name, label, status, transaction_state
    from execution
    where execution.source_id = text.source_id and execution.sql_hash = text.sql_hash and origin = 'history'
    order by execution.source_id desc, execution.sql_hash desc, started_at desc, execution_id desc
    limit $2::integer + $3::integer
  ) run
  order by started_at desc, execution_id desc
  limit $2 offset $3
) run
cross join (
  select count(*)::int as total
  from statement_job job
  join statement_job_text text on text.job_id = job.job_id
  join execution on execution.source_id = job.source_id and execution.sql_hash = text.sql_hash and execution.origin = 'history'
  where job.job_id = $1
) counted
order by run.started_at desc, run.execution_id desc
