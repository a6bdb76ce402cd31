-- An event once; of two receipts the first is kept. Arbiter: openlineage_event_pkey.
with stored as (
  insert into openlineage_event as kept (
    content_hash, class, event_type, event_at, run_id, job_namespace, job_name, job_key, producer, body, received_at
  )
  select content_hash, class, event_type, event_at, run_id, job_namespace, job_name, job_key, producer, body, received_at
  from jsonb_to_recordset($1::jsonb) as incoming (
    content_hash text, class text, event_type text, event_at text, run_id text, job_namespace text, job_name text,
    job_key text, producer text, body jsonb, received_at text
  )
  order by content_hash
  on conflict (content_hash) do nothing
  returning content_hash
)
insert into dirty (kind, key)
select 'event', content_hash
from stored
