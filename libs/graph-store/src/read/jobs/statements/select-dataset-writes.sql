-- A page of the runs that wrote the dataset $1, newest first: of statements that ended well, and of OpenLineage jobs under the dataset's names. Leans on
-- statement_job_dataset_id_source_id_shape_hash_key, execution_of_statement_by_time and openlineage_event_dataset_by_name.
select *, count(*) over ()::int as total
from (
  select wrote.job_id, execution.source_id, execution_id, execution.sql_hash, started_at, ended_at, user_name, label, status, transaction_state,
         null as run_id, null as job_namespace, null as job_name, null as state, null as error
  from (
    select min(job.job_id) as job_id, job.source_id, text.sql_hash
    from statement_job job
    join statement_job_text text on text.job_id = job.job_id
    where job.dataset_id = $1
    group by job.source_id, text.sql_hash
    -- Text by text, whatever their number: there may be very many other runs.
    offset 0
  ) wrote
  join execution on execution.source_id = wrote.source_id and execution.sql_hash = wrote.sql_hash
  where origin = 'history' and status = 'success' and transaction_state <> 'rolled-back'
  union all
  select null, null, null, null, to_char(run.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"'),
         to_char(run.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"'), null, null, null, null,
         run.run_id, run.job_namespace, run.job_name, run.state, run.error
  from (
    select distinct event.run_id
    from (
      select name_key from dataset where dataset_id = $1
      union
      select name_key from dataset_alias where dataset_id = $1
    ) named
    join openlineage_event_dataset touched on touched.name_key = named.name_key and touched.role = 'output'
    join openlineage_event event on event.content_hash = touched.content_hash
    where event.run_id is not null
  ) wrote
  join openlineage_run run on run.run_id = wrote.run_id and run.state = 'COMPLETE'
) written
order by ended_at desc nulls last, execution_id desc nulls last, run_id
limit $2 offset $3
