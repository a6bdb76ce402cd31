-- Arbiter: catalog_snapshot_pkey.
with stored as (
  insert into catalog_snapshot (name_key, observed_at, content_hash, source_id)
  select name_key, observed_at, content_hash, source_id
  from jsonb_to_recordset($1::jsonb) as incoming (name_key text, observed_at text, content_hash text, source_id text)
  order by name_key, observed_at, content_hash
  on conflict (name_key, observed_at, content_hash) do nothing
  returning name_key
)
insert into dirty (kind, key)
select 'name', name_key
from stored
