-- Arbiter: dataset_alias_pkey.
insert into dataset_alias (dataset_id, name_key, namespace, name, reason)
select dataset.dataset_id, incoming.name_key, incoming.namespace, incoming.name, incoming.reason
from jsonb_to_recordset($1::jsonb) as incoming (dataset_key text, name_key text, namespace text, name text, reason text)
join dataset on dataset.name_key = incoming.dataset_key
on conflict (name_key, dataset_id, reason) do nothing
