-- Arbiter: openlineage_run_pkey.
insert into openlineage_run as kept (
  run_id, job_namespace, job_name, state, started_at, ended_at, producer, parent_run_id, error
)
select run_id, job_namespace, job_name, state, started_at, ended_at, producer, parent_run_id, error
from jsonb_to_recordset($1::jsonb) as incoming (
  run_id text, job_namespace text, job_name text, state text, started_at timestamptz, ended_at timestamptz, producer text,
  parent_run_id text, error text
)
on conflict (run_id) do update
set
  job_namespace = excluded.job_namespace, job_name = excluded.job_name, state = excluded.state,
  started_at = excluded.started_at, ended_at = excluded.ended_at, producer = excluded.producer,
  parent_run_id = excluded.parent_run_id, error = excluded.error
where kept is distinct from excluded
