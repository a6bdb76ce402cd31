-- What a statement wrote; leans on analysis_of_statement, analysis_dataset_pkey and the indexes of names.
select distinct writer.dataset_id
from analysis
join analysis_dataset touched on touched.analysis_key = analysis.analysis_key and touched.writes
left join dataset named on named.name_key = touched.name_key
left join dataset_alias alias on alias.name_key = touched.name_key
join dataset_writer writer
  on writer.dataset_id in (named.dataset_id, alias.dataset_id) and writer.sql_hash = analysis.sql_hash
where analysis.source_id = $1 and analysis.sql_hash = $2
