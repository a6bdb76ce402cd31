-- Arbiter: source_pkey.
insert into source (source_id, kind, namespace)
select source_id, kind, namespace
from jsonb_to_recordset($1::jsonb) as incoming (source_id text, kind text, namespace text)
order by source_id
on conflict (source_id) do nothing
