-- Names that statements write which read or write one of $1, directly or later in a session by way of temp tables.
-- By analysis_dataset_by_name, missed_table_pkey, execution_choice_by_analysis and execution_of_session.
with touching as materialized (
  select distinct choice.source_id, choice.execution_id, choice.analysis_key
  from (
    select analysis_key from analysis_dataset where name_key = any($1) and (reads or writes)
    union
    select analysis_key from missed_table where name_key = any($1)
  ) touched
  join execution_choice choice on choice.analysis_key = touched.analysis_key
),
session as materialized (
  select distinct execution.source_id, execution.session_id
  from touching
  join analysis on analysis.analysis_key = touching.analysis_key and analysis.uses_temp
  join execution on execution.source_id = touching.source_id and execution.execution_id = touching.execution_id
  where execution.session_id is not null
),
writing as (
  select analysis_key
  from touching
  union
  select choice.analysis_key
  from session
  join execution on execution.source_id = session.source_id and execution.session_id = session.session_id
  join execution_choice choice
    on choice.source_id = execution.source_id and choice.execution_id = execution.execution_id
)
select distinct dataset.name_key
from writing
join analysis_dataset dataset on dataset.analysis_key = writing.analysis_key
where dataset.writes
