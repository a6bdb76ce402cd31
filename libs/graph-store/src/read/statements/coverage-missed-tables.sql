-- Tables that the warehouse read and a statement that holds for some run does not show, with its latest run; $1 of them, latest first. Few
-- statements miss any. By analysis_pkey, execution_choice_by_analysis and execution_pkey.
select name.namespace, name.name, analysis.source_id, analysis.sql_hash, analysis.statement_kind, latest.execution_id
from missed_table missed
join analysis on analysis.analysis_key = missed.analysis_key
join dataset_name name on name.name_key = missed.name_key
cross join lateral (
  select execution.execution_id, execution.started_at
  from execution_choice choice
  join execution on execution.source_id = choice.source_id and execution.execution_id = choice.execution_id
  where choice.analysis_key = missed.analysis_key
  order by execution.started_at desc, execution.execution_id
  limit 1
) latest
order by latest.started_at desc, latest.execution_id, missed.name_key
limit $1
