-- The oldest texts received before $1, at most $2. By raw_event_by_receipt; what another pruner is at is left to it.
with old as (
  select content_hash
  from raw_event
  where received_at < $1
  order by received_at
  limit $2
  for update skip locked
),
gone as (
  delete from raw_event
  using old
  where raw_event.content_hash = old.content_hash
  returning octet_length(body) as bytes
)
select count(*)::integer as events, coalesce(sum(bytes), 0)::float8 as bytes
from gone
