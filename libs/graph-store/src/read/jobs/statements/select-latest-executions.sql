-- When the statements of the jobs $1 were first and last seen, and their latest $2 runs, newest first: those of as many texts as ran last, since a job
-- may have tens of thousands of texts or of runs. Leans on statement_job_text_by_time and execution_of_statement_by_time.
select job.job_id, first.first_at, max(latest.ended_at) over (partition by job.job_id) as last_at, latest.*
from statement_job job
cross join lateral (select min(first_at) as first_at from statement_job_text text where text.job_id = job.job_id) first
left join lateral (
  select run.*
  from (
    select sql_hash
    from statement_job_text text
    where text.job_id = job.job_id and latest_at is not null
    order by text.job_id desc, latest_at desc, latest_id desc
    limit $2
  ) text
  cross join lateral (
    select execution.source_id, execution_id, execution.sql_hash, started_at, ended_at, user_name, label, status, transaction_state
    from execution
    where execution.source_id = job.source_id and execution.sql_hash = text.sql_hash and execution.origin = 'history'
    order by execution.source_id desc, execution.sql_hash desc, started_at desc, execution_id desc
    limit $2
  ) run
  order by started_at desc, execution_id desc
  limit $2
) latest on true
where job.job_id = any($1::bigint[])
order by job.job_id, latest.started_at desc, latest.execution_id desc
