-- Returns the texts of writers that were none before: what a statement reads is as it was when it began. Leans on dataset_writer_pkey, row by
-- row (`offset 0`) whatever statistics there are.
with incoming as (
  select dataset.dataset_id, told.writer_key, told.sql_hash, told.statement_kind, told.job, told.last_run_at, told.executions
  from jsonb_to_recordset($1::jsonb) as told (
    dataset_key text, writer_key text, sql_hash text, statement_kind text, job text, last_run_at timestamptz, executions integer
  )
  join dataset on dataset.name_key = told.dataset_key
), stored as (
  insert into dataset_writer as kept (dataset_id, writer_key, sql_hash, statement_kind, job, last_run_at, executions)
  select * from incoming
  on conflict (dataset_id, writer_key) do update
  set
    sql_hash = excluded.sql_hash, statement_kind = excluded.statement_kind, job = excluded.job,
    last_run_at = excluded.last_run_at, executions = excluded.executions
  where kept is distinct from excluded
)
select distinct sql_hash as new_text
from incoming
where sql_hash is not null
  and not exists (
    select from dataset_writer known
    where known.dataset_id = incoming.dataset_id and known.writer_key = incoming.writer_key
    offset 0)
