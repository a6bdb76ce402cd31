-- The executions that these analyses are candidates for. By analysis_pkey and execution_of_statement_by_time.
select distinct execution.source_id, execution.execution_id
from analysis
join execution
  on execution.source_id = analysis.source_id
  and execution.sql_hash = analysis.sql_hash
  and execution.context_key = analysis.context_key
where analysis.analysis_key = any($1)
