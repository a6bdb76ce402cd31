-- When each raw text came, so that old ones can be let go (src/store/prune-raw-events.ts). Partitions by time would let them go whole, but
-- then the time would be part of the key, and a text received twice would be there twice.
alter table raw_event add column received_at text collate "C";
update raw_event
set received_at = event.received_at
from openlineage_event event
where event.content_hash = raw_event.content_hash;
create index raw_event_by_receipt on raw_event (received_at);
