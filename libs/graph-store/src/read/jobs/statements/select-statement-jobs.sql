-- The statements that wrote the datasets $1, those that differ in literals alone as one job, each with its text that ran last; leans on
-- statement_job_dataset_id_source_id_shape_hash_key and statement_job_text_by_time.
select job.job_id, job.dataset_id, dataset.namespace as dataset_namespace, dataset.name as dataset_name, source.source_id,
       source.namespace as source_namespace, job.shape_hash, job.statement_kind, coalesce(latest.sql_hash, any_text.sql_hash) as sql_hash
from statement_job job
join dataset on dataset.dataset_id = job.dataset_id
join source on source.source_id = job.source_id
left join lateral (
  select sql_hash
  from statement_job_text text
  where text.job_id = job.job_id and latest_at is not null
  order by text.job_id desc, latest_at desc, latest_id desc
  limit 1
) latest on true
left join lateral (
  select min(text.sql_hash) as sql_hash from statement_job_text text where text.job_id = job.job_id and latest.sql_hash is null
) any_text on true
where job.dataset_id = any($1::bigint[])
