-- A result once, whoever found it; of two readings of one statement that differ in white space the one of the least text_hash stays.
-- Arbiter: analysis_pkey. A new one is a new candidate for the executions of its statement.
with stored as (
  insert into analysis as kept (
    analysis_key, source_id, sql_hash, shape_hash, context_key, engine_version, statement_kind, rung, confidence, uses_temp,
    text_hash, body
  )
  select
    analysis_key, source_id, sql_hash, shape_hash, context_key, engine_version, statement_kind, rung, confidence, uses_temp,
    text_hash, body
  from jsonb_to_recordset($1::jsonb) as incoming (
    analysis_key text, source_id text, sql_hash text, shape_hash text, context_key text, engine_version text,
    statement_kind text, rung text, confidence text, uses_temp boolean, text_hash text, body jsonb
  )
  order by analysis_key
  on conflict (analysis_key) do update
  set text_hash = excluded.text_hash, body = excluded.body
  where excluded.text_hash < kept.text_hash
  returning analysis_key
)
insert into dirty (kind, key)
select 'analysis', analysis_key
from stored
