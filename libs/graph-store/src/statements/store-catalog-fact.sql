-- Arbiter: catalog_fact_pkey.
with stored as (
  insert into catalog_fact (fact_key, kind, source_id, observed_at, body)
  select fact_key, kind, source_id, observed_at, body
  from jsonb_to_recordset($1::jsonb) as incoming (fact_key text, kind text, source_id text, observed_at text, body jsonb)
  order by fact_key
  on conflict (fact_key) do nothing
  returning fact_key, kind
)
insert into dirty (kind, key)
select 'catalog-fact', fact_key
from stored
where kind in ('external-schema', 'datashare')
