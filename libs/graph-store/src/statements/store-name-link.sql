-- Arbiter: name_link_pkey.
with stored as (
  insert into name_link (name_key, other_key)
  select name_key, other_key
  from jsonb_to_recordset($1::jsonb) as incoming (name_key text, other_key text)
  order by name_key, other_key
  on conflict (name_key, other_key) do nothing
  returning name_key
)
insert into dirty (kind, key)
select 'name', name_key
from stored
