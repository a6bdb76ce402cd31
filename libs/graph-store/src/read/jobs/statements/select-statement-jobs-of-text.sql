-- The jobs of a text: as a rule one for each dataset that it wrote. Leans on analysis_of_statement, statement_job_of_shape and statement_job_text_pkey.
select distinct job.job_id, job.dataset_id, dataset.namespace as dataset_namespace, dataset.name as dataset_name, source.source_id,
       source.namespace as source_namespace, job.shape_hash, job.statement_kind, text.sql_hash
from analysis
join statement_job job on job.source_id = analysis.source_id and job.shape_hash = analysis.shape_hash
join statement_job_text text on text.job_id = job.job_id and text.sql_hash = analysis.sql_hash
join dataset on dataset.dataset_id = job.dataset_id
join source on source.source_id = job.source_id
where analysis.source_id = $1 and analysis.sql_hash = $2
order by job.job_id
