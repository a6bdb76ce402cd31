-- Every job of a namespace ($1; null: of all) by name ($4: a pattern of it): statements that wrote something, and jobs of OpenLineage. Scans writers, analyses,
-- runs and declarations: Marquez' lists have a total and an offset.
select *, count(*) over ()::int as total
from (
  select source.namespace,
         min(writer.statement_kind) || ' ' || dataset.name || ' ' || left(analysis.shape_hash, 8) as name,
         writer.dataset_id, source.source_id, analysis.shape_hash
  from dataset_writer writer
  join (select distinct source_id, sql_hash, shape_hash from analysis) analysis on analysis.sql_hash = writer.sql_hash
  join source on source.source_id = analysis.source_id
  join dataset on dataset.dataset_id = writer.dataset_id
  group by source.namespace, dataset.name, writer.dataset_id, source.source_id, analysis.shape_hash
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
