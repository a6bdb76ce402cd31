-- Of two receipts the first is kept. Arbiter: raw_event_pkey.
insert into raw_event (content_hash, body, received_at)
select content_hash, body, received_at
from jsonb_to_recordset($1::jsonb) as incoming (content_hash text, body text, received_at text)
order by content_hash
on conflict (content_hash) do nothing
