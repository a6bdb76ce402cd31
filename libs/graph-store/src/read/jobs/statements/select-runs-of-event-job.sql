-- A page of the runs of an OpenLineage job, newest first; leans on openlineage_run_of_job.
select run_id, state, started_at, ended_at, error, count(*) over ()::int as total
from openlineage_run
where md5(job_namespace) = md5($1) and md5(job_name) = md5($2)
order by coalesce(started_at, ended_at) desc nulls last, run_id
limit $3 offset $4
