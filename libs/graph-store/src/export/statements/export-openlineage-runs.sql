-- A page by run id, after $1. By openlineage_run_pkey.
select
  run_id as after,
  jsonb_build_object(
    'record', 'openlineage-run', 'id', run_id, 'jobNamespace', job_namespace, 'jobName', job_name, 'state', state,
    'startedAt', started_at at time zone 'UTC', 'endedAt', ended_at at time zone 'UTC', 'producer', producer,
    'parentRunId', parent_run_id, 'error', error
  )::text as line
from openlineage_run
where run_id > $1
order by run_id
limit $2
