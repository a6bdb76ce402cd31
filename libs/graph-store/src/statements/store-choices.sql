-- Arbiter: execution_choice_pkey.
insert into execution_choice (source_id, execution_id, analysis_key, matched, request_key)
select source_id, execution_id, analysis_key, matched, request_key
from jsonb_to_recordset($1::jsonb) as incoming (
  source_id text, execution_id text, analysis_key text, matched boolean, request_key text
)
on conflict (source_id, execution_id) do update
set analysis_key = excluded.analysis_key, matched = excluded.matched, request_key = excluded.request_key
