-- Every job of a namespace ($1; null: of all) by name ($4: a pattern of it): statements that wrote something, and jobs of OpenLineage. Scans writers, analyses,
-- runs and declarations: Marquez' lists have a total and an offset.
select *, count(*) over ()::int as total
from (
  -- By numbers and hashes first: sorting and joining by names is what costs.
  select source.namespace, wrote.statement_kind || ' ' || dataset.name || ' ' || left(wrote.shape_hash, 8) as name,
         wrote.dataset_id, wrote.source_id, wrote.shape_hash
  from (
    select writer.dataset_id, analysis.source_id, analysis.shape_hash, min(writer.statement_kind) as statement_kind
    from dataset_writer writer
    join analysis on analysis.sql_hash = writer.sql_hash
    group by writer.dataset_id, analysis.source_id, analysis.shape_hash
  ) wrote
  join source on source.source_id = wrote.source_id
  join dataset on dataset.dataset_id = wrote.dataset_id
  union all
  select namespace, name, null, null, null
  from (
    select job_namespace as namespace, job_name as name from openlineage_run
    union
    select job_namespace, job_name from openlineage_event where class = 'job' and job_key is not null
  ) declared
  -- A name is known once its statements are grouped; a plan that guesses how few fit before takes five times as long.
  offset 0
) job
where ($1::text is null or namespace = $1) and ($4::text is null or lower(name) like $4)
order by namespace, name, dataset_id, source_id
limit $2 offset $3
