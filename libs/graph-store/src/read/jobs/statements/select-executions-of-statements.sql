-- A page of the runs of some statements, newest first; leans on execution_of_statement_by_time.
select *, count(*) over ()::int as total
from (
  select source_id, execution_id, sql_hash, started_at, ended_at, user_name, label, status, transaction_state
  from execution
  where source_id = $1 and sql_hash = any($2::text[]) and origin = 'history'
  -- By statement, whatever their order: there may be very many other runs.
  offset 0
) run
order by started_at desc, execution_id desc
limit $3 offset $4
