-- Arbiter: dataset_name_key_key.
insert into dataset as kept (name_key, namespace, name, display_name, kind, description, owners)
select name_key, namespace, name, display_name, kind, description, owners
from jsonb_to_recordset($1::jsonb) as incoming (
  name_key text, namespace text, name text, display_name text, kind text, description text, owners text[]
)
on conflict (name_key) do update
set display_name = excluded.display_name, kind = excluded.kind, description = excluded.description, owners = excluded.owners
where (kept.display_name, kept.kind, kept.description, kept.owners)
  is distinct from (excluded.display_name, excluded.kind, excluded.description, excluded.owners)
