-- The executions of these statements. By execution_of_statement_by_time.
select execution.source_id, execution.execution_id
from unnest($1::text[], $2::text[], $3::text[]) as asked (source_id, sql_hash, context_key)
join execution
  on execution.source_id = asked.source_id
  and execution.sql_hash = asked.sql_hash
  and execution.context_key = asked.context_key
