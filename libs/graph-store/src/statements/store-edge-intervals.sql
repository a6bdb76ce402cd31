-- Arbiter: edge_interval_pkey.
insert into edge_interval (edge_id, valid_from, valid_to)
select edge_id, valid_from, valid_to
from jsonb_to_recordset($1::jsonb) as incoming (edge_id text, valid_from timestamptz, valid_to timestamptz)
on conflict (edge_id, valid_from) do nothing
