-- A page of the runs of some statements, newest first; leans on execution_of_statement.
select source_id, execution_id, sql_hash, started_at, ended_at, user_name, label, status, transaction_state,
       count(*) over ()::int as total
from execution
where source_id = $1 and sql_hash = any($2::text[]) and origin = 'history'
order by started_at desc, execution_id desc
limit $3 offset $4
