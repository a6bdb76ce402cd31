-- Arbiter: raw_event_pkey.
insert into raw_event (content_hash, body)
select content_hash, body
from jsonb_to_recordset($1::jsonb) as incoming (content_hash text, body text)
order by content_hash
on conflict (content_hash) do nothing
