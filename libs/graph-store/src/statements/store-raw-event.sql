-- Of two receipts the first is kept. Arbiter: raw_event_pkey; the time is part of the text, so a text has one key.
insert into raw_event (event_at, content_hash, body, received_at)
select event_at, content_hash, body, received_at
from jsonb_to_recordset($1::jsonb) as incoming (event_at text, content_hash text, body text, received_at text)
order by event_at, content_hash
on conflict (event_at, content_hash) do nothing
