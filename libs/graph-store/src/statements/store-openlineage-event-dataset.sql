-- Arbiter: openlineage_event_dataset_pkey.
insert into openlineage_event_dataset (content_hash, name_key, role)
select content_hash, name_key, role
from jsonb_to_recordset($1::jsonb) as incoming (content_hash text, name_key text, role text)
order by content_hash, name_key, role
on conflict (content_hash, name_key, role) do nothing
