-- Every execution that some analysis of its statement asked the schema for. By analysis_dataset_by_name and execution_of_statement_by_time.
select distinct execution.source_id, execution.execution_id
from analysis_dataset dataset
join analysis on analysis.analysis_key = dataset.analysis_key
join execution
  on execution.source_id = analysis.source_id
  and execution.sql_hash = analysis.sql_hash
  and execution.context_key = analysis.context_key
where dataset.name_key = any($1) and dataset.consults
