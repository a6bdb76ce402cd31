-- By raw_event_by_receipt.
select count(*)::integer as events, coalesce(sum(octet_length(body)), 0)::float8 as bytes
from raw_event
where received_at < $1
