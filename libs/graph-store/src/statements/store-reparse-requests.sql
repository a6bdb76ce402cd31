-- Arbiter: reparse_request_pkey; a request that is there already keeps its tries.
insert into reparse_request (request_key, source_id, execution_id, sql_hash, temp_tables)
select request_key, source_id, execution_id, sql_hash, temp_tables
from jsonb_to_recordset($1::jsonb) as incoming (
  request_key text, source_id text, execution_id text, sql_hash text, temp_tables text[]
)
on conflict (request_key) do nothing
