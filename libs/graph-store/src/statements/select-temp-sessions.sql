-- Executions of the sessions in which any statement may mean a temp table. Asked once per session: asked per execution it was a fifth of
-- the time to project a log without temp tables. By execution_of_session and analysis_of_statement.
with session as materialized (
  select distinct asked.source_id, asked.session_id
  from unnest($1::text[], $2::text[]) as asked (source_id, session_id)
),
with_temp as materialized (
  select session.source_id, session.session_id
  from session
  where exists (
    select
    from execution other
    join analysis
      on analysis.source_id = other.source_id
      and analysis.sql_hash = other.sql_hash
      and analysis.context_key = other.context_key
    where other.source_id = session.source_id and other.session_id = session.session_id and analysis.uses_temp
  )
)
select execution.source_id, execution.execution_id
from with_temp
join execution on execution.source_id = with_temp.source_id and execution.session_id = with_temp.session_id
