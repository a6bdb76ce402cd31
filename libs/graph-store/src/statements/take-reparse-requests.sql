-- The requests that waited longest, with the statement to be parsed; counted as tried. A view definition is asked for as it
-- was last seen. By reparse_request_due.
with taken as (
  select request_key
  from reparse_request
  where open and due_at <= now() and tries < $2
  order by due_at, request_key
  limit $1
),
tried as (
  update reparse_request request
  set tries = request.tries + 1, due_at = now() + interval '5 seconds' * power(4, request.tries)
  from taken
  where request.request_key = taken.request_key
  returning request.request_key, request.source_id, request.execution_id, request.temp_tables
)
select
  tried.request_key as "requestKey",
  source.kind, source.source_id as "sourceId", source.namespace,
  execution.execution_id as "executionId", execution.origin, execution.session_id as "sessionId",
  execution.transaction_id as "transactionId", execution.position as "order",
  case when execution.origin = 'view-definition' then execution.ended_at else execution.started_at end as "startedAt",
  execution.ended_at as "endedAt", execution.user_name as "user", execution.label, execution.status,
  execution.transaction_state as "transaction", execution.text_flags as "textFlags", execution.dialect, execution.database,
  execution.search_path as "searchPath", tried.temp_tables as "tempTables", statement_text.sql,
  execution.sql_hash as "sqlHash"
from tried
join execution on execution.source_id = tried.source_id and execution.execution_id = tried.execution_id
join source on source.source_id = tried.source_id
join statement_text on statement_text.sql_hash = execution.sql_hash
order by tried.request_key
