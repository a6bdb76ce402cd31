-- What the OpenLineage jobs $1 read and write: the datasets of each one's latest run that completed, of its latest declaration, or of what
-- runs without end. Leans on openlineage_event_of_job, openlineage_event_of_run and the indexes of names.
select distinct latest.job_key, touched.role, coalesce(named.dataset_id, alias.dataset_id) as dataset_id
from (
  select wanted.job_key, best.content_hash, best.run_id
  from unnest($1::text[]) as wanted (job_key)
  cross join lateral (
    select content_hash, run_id
    from openlineage_event
    where job_key = wanted.job_key and (event_type in ('COMPLETE', 'RUNNING') or class = 'job')
    order by event_type is not distinct from 'RUNNING', event_at desc, content_hash
    limit 1
  ) best
) latest
cross join lateral (
  select content_hash from openlineage_event where run_id = latest.run_id and run_id is not null
  union
  select latest.content_hash
) event
join openlineage_event_dataset touched on touched.content_hash = event.content_hash and touched.role in ('input', 'output')
left join dataset named on named.name_key = touched.name_key
left join dataset_alias alias on alias.name_key = touched.name_key
where coalesce(named.dataset_id, alias.dataset_id) is not null
