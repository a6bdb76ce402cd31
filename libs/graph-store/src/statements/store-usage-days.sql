-- Arbiter: dataset_usage_day_pkey.
insert into dataset_usage_day as kept (dataset_id, day, reads, writes)
select dataset.dataset_id, incoming.day, incoming.reads, incoming.writes
from jsonb_to_recordset($1::jsonb) as incoming (dataset_key text, day date, reads integer, writes integer)
join dataset on dataset.name_key = incoming.dataset_key
on conflict (dataset_id, day) do update
set reads = excluded.reads, writes = excluded.writes
where (kept.reads, kept.writes) is distinct from (excluded.reads, excluded.writes)
