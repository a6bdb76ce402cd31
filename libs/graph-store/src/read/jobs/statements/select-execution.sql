-- One run of a statement in one of the sources $1; leans on execution_pkey.
select source_id, execution_id, sql_hash, started_at, ended_at, user_name, label, status, transaction_state
from execution
where source_id = any($1::text[]) and execution_id = $2 and origin = 'history'
order by source_id
limit 1
