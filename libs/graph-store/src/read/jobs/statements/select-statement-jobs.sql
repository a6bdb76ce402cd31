-- The statements that wrote the datasets $1, those that differ in literals alone as one job; leans on dataset_writer_pkey and
-- analysis_of_statement.
select writer.dataset_id, dataset.namespace as dataset_namespace, dataset.name as dataset_name, source.source_id,
       source.namespace as source_namespace, analysis.shape_hash, min(writer.statement_kind) as statement_kind,
       array_agg(distinct writer.sql_hash) as sql_hashes,
       (array_agg(writer.sql_hash order by writer.last_run_at desc nulls last, writer.sql_hash))[1] as latest_sql_hash
from dataset_writer writer
join dataset on dataset.dataset_id = writer.dataset_id
cross join source
join analysis on analysis.source_id = source.source_id and analysis.sql_hash = writer.sql_hash
where writer.dataset_id = any($1::bigint[])
group by writer.dataset_id, dataset.namespace, dataset.name, source.source_id, source.namespace, analysis.shape_hash
