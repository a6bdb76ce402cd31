-- OpenLineage jobs by key, each with its latest $2 runs, newest first; leans on openlineage_event_of_job and openlineage_run_of_job.
select latest.job_key, latest.job_namespace, latest.job_name, latest.processing_type, latest.producer, span.first_at,
       span.last_at, run.run_id, run.state, run.started_at, run.ended_at, run.error
from unnest($1::text[]) as wanted (job_key)
cross join lateral (
  select job_key, job_namespace, job_name, producer, body -> 'job' ->> 'processingType' as processing_type
  from openlineage_event
  where job_key = wanted.job_key
  order by event_at desc, content_hash
  limit 1
) latest
cross join lateral (
  select min(event_at) as first_at, max(event_at) as last_at from openlineage_event where job_key = wanted.job_key
) span
left join lateral (
  select run_id, state, started_at, ended_at, error
  from openlineage_run
  where md5(job_namespace) = md5(latest.job_namespace) and md5(job_name) = md5(latest.job_name)
  order by coalesce(started_at, ended_at) desc nulls last, run_id
  limit $2
) run on true
order by latest.job_key, coalesce(run.started_at, run.ended_at) desc nulls last, run.run_id
