-- The statements that wrote the datasets $1, those that differ in literals alone as one job, with its texts, those that ran last first; leans on
-- dataset_writer_pkey and analysis_of_statement.
select wrote.dataset_id, dataset.namespace as dataset_namespace, dataset.name as dataset_name, source.source_id,
       source.namespace as source_namespace, wrote.shape_hash, min(wrote.statement_kind) as statement_kind,
       array_agg(wrote.sql_hash order by wrote.last_run_at desc nulls last, wrote.sql_hash) as sql_hashes
from (
  select writer.dataset_id, analysis.source_id, analysis.shape_hash, writer.sql_hash, min(writer.statement_kind) as statement_kind,
         max(writer.last_run_at) as last_run_at
  from dataset_writer writer
  cross join source
  join analysis on analysis.source_id = source.source_id and analysis.sql_hash = writer.sql_hash
  where writer.dataset_id = any($1::bigint[])
  group by writer.dataset_id, analysis.source_id, analysis.shape_hash, writer.sql_hash
) wrote
join dataset on dataset.dataset_id = wrote.dataset_id
join source on source.source_id = wrote.source_id
group by wrote.dataset_id, dataset.namespace, dataset.name, source.source_id, source.namespace, wrote.shape_hash
