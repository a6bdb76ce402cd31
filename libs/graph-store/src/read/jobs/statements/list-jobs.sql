-- Every job of a namespace ($1; null: of all) by name ($4: a pattern of it): statements that wrote something, and jobs of OpenLineage. Reads all jobs, and
-- scans OpenLineage's runs and declarations: Marquez' lists have a total and an offset.
select *, count(*) over ()::int as total
from (
  select source.namespace, job.statement_kind || ' ' || dataset.name || ' ' || left(job.shape_hash, 8) as name,
         job.dataset_id, job.source_id, job.shape_hash
  from statement_job job
  join source on source.source_id = job.source_id
  join dataset on dataset.dataset_id = job.dataset_id
  union all
  select namespace, name, null, null, null
  from (
    select job_namespace as namespace, job_name as name from openlineage_run
    union
    select job_namespace, job_name from openlineage_event where class = 'job' and job_key is not null
  ) declared
) job
where ($1::text is null or namespace = $1) and ($4::text is null or lower(name) like $4)
order by namespace, name, dataset_id, source_id
limit $2 offset $3
