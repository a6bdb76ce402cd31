-- Declared columns. Arbiter: dataset_column_by_name.
insert into dataset_column as kept (dataset_id, name, type, ordinal)
select dataset.dataset_id, incoming.name, incoming.type, incoming.ordinal
from jsonb_to_recordset($1::jsonb) as incoming (name_key text, name text, type text, ordinal integer)
join dataset on dataset.name_key = incoming.name_key
on conflict (dataset_id, md5(name)) do update
set type = excluded.type, ordinal = excluded.ordinal
where (kept.type, kept.ordinal) is distinct from (excluded.type, excluded.ordinal)
