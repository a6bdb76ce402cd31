-- Every name once. Arbiter: dataset_name_pkey. A new name may fall under an external schema already known, hence its mark.
with stored as (
  insert into dataset_name (name_key, namespace, name)
  select name_key, namespace, name
  from jsonb_to_recordset($1::jsonb) as incoming (name_key text, namespace text, name text)
  order by name_key
  on conflict (name_key) do nothing
  returning name_key
)
insert into dirty (kind, key)
select 'name', name_key
from stored
