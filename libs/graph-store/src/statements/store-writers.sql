-- Arbiter: dataset_writer_pkey.
insert into dataset_writer as kept (dataset_id, writer_key, sql_hash, statement_kind, job, last_run_at, executions)
select
  dataset.dataset_id, incoming.writer_key, incoming.sql_hash, incoming.statement_kind, incoming.job, incoming.last_run_at,
  incoming.executions
from jsonb_to_recordset($1::jsonb) as incoming (
  dataset_key text, writer_key text, sql_hash text, statement_kind text, job text, last_run_at timestamptz, executions integer
)
join dataset on dataset.name_key = incoming.dataset_key
on conflict (dataset_id, writer_key) do update
set
  sql_hash = excluded.sql_hash, statement_kind = excluded.statement_kind, job = excluded.job,
  last_run_at = excluded.last_run_at, executions = excluded.executions
where kept is distinct from excluded
