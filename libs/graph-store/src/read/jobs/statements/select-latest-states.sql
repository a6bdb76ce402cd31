-- How the latest run of every job ended. Reads all jobs, and of each one run: by statement_job_text_by_time and execution_pkey, by openlineage_run_of_job;
-- scans OpenLineage runs for their jobs.
select job.dataset_id, job.source_id, job.shape_hash, null as job_namespace, null as job_name, run.status, run.transaction_state
from statement_job job
cross join lateral (
  select latest_id
  from statement_job_text text
  where text.job_id = job.job_id and latest_at is not null
  order by text.job_id desc, latest_at desc, latest_id desc
  limit 1
) latest
cross join lateral (
  select status, transaction_state
  from execution
  where execution.source_id = job.source_id and execution_id = latest.latest_id
  -- Run by run: there may be very many others.
  offset 0
) run
union all
select null, null, null, job.job_namespace, job.job_name, run.state, null
from (select job_namespace, job_name from openlineage_run group by job_namespace, job_name) job
cross join lateral (
  select latest.state
  from (
    (select started_at as at, run_id, state
     from openlineage_run run
     where md5(run.job_namespace) = md5(job.job_namespace) and md5(run.job_name) = md5(job.job_name) and started_at is not null
     order by md5(run.job_namespace) desc, md5(run.job_name) desc, started_at desc, run_id
     limit 1)
    union all
    (select ended_at, run_id, state
     from openlineage_run run
     where md5(run.job_namespace) = md5(job.job_namespace) and md5(run.job_name) = md5(job.job_name) and started_at is null
     order by ended_at desc nulls last, run_id
     limit 1)
  ) latest
  order by latest.at desc nulls last, latest.run_id
  limit 1
) run
