-- By analysis_dataset_by_name, missed_table_pkey and execution_choice_by_analysis.
select distinct choice.source_id, choice.execution_id
from (
  select analysis_key from analysis_dataset where name_key = any($1) and (reads or writes)
  union
  select analysis_key from missed_table where name_key = any($1)
) touching
join execution_choice choice on choice.analysis_key = touching.analysis_key
