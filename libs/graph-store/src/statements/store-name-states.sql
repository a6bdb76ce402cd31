-- Arbiter: name_state_pkey.
insert into name_state (name_key, body)
select name_key, body
from jsonb_to_recordset($1::jsonb) as incoming (name_key text, body jsonb)
on conflict (name_key) do update set body = excluded.body
