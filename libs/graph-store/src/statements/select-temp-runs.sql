-- The runs of these sessions that name temp tables. By execution_of_session and execution_choice_pkey.
select choice.source_id, choice.execution_id
from (select distinct * from unnest($1::text[], $2::text[]) as asked (source_id, session_id)) as session
join execution on execution.source_id = session.source_id and execution.session_id = session.session_id
join execution_choice choice
  on choice.source_id = execution.source_id and choice.execution_id = execution.execution_id
join analysis on analysis.analysis_key = choice.analysis_key and analysis.uses_temp
