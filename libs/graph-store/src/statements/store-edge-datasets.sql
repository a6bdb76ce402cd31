-- Datasets that edges come from and that are not projected yet; what is known of them follows. Arbiter: dataset_name_key_key.
insert into dataset (name_key, namespace, name, display_name, kind)
select name_key, namespace, name, display_name, 'unknown'
from jsonb_to_recordset($1::jsonb) as incoming (name_key text, namespace text, name text, display_name text)
on conflict (name_key) do nothing
