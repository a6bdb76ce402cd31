-- Columns that only edges name. Arbiter: dataset_column_by_name.
insert into dataset_column (dataset_id, name)
select dataset.dataset_id, incoming.name
from jsonb_to_recordset($1::jsonb) as incoming (name_key text, name text)
join dataset on dataset.name_key = incoming.name_key
on conflict (dataset_id, md5(name)) do nothing
