-- A page of the runs that wrote a dataset, newest first: of the statements $2 (text hashes, for each of the sources $1) that ended well,
-- and of OpenLineage jobs under the dataset's names. Leans on execution_of_statement_by_time, openlineage_event_dataset_by_name.
select *, count(*) over ()::int as total
from (
  select execution.source_id, execution_id, sql_hash, started_at, ended_at, user_name, label, status, transaction_state,
         null as run_id, null as job_namespace, null as job_name, null as state, null as error
  from execution
  where execution.source_id = any($1::text[]) and sql_hash = any($2::text[]) and origin = 'history' and status = 'success'
    and transaction_state <> 'rolled-back'
  union all
  select null, null, null, to_char(run.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"'),
         to_char(run.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"'), null, null, null, null,
         run.run_id, run.job_namespace, run.job_name, run.state, run.error
  from (
    select distinct event.run_id
    from (
      select name_key from dataset where dataset_id = $3
      union
      select name_key from dataset_alias where dataset_id = $3
    ) named
    join openlineage_event_dataset touched on touched.name_key = named.name_key and touched.role = 'output'
    join openlineage_event event on event.content_hash = touched.content_hash
    where event.run_id is not null
  ) wrote
  join openlineage_run run on run.run_id = wrote.run_id and run.state = 'COMPLETE'
) written
order by ended_at desc nulls last, execution_id desc nulls last, run_id
limit $4 offset $5
