-- Who says what is in the graph; scans evidence and events once.
select producer, sum(edges)::int as edges, sum(events)::int as events, min(first_seen_at) as first_seen_at,
       max(last_seen_at) as last_seen_at
from (
  select producer, count(distinct edge_id) as edges, 0 as events, min(first_seen_at) as first_seen_at,
         max(last_seen_at) as last_seen_at
  from edge_evidence
  group by producer
  union all
  select coalesce(producer, 'unknown'), 0, count(*), min(event_at)::timestamptz, max(event_at)::timestamptz
  from openlineage_event
  group by coalesce(producer, 'unknown')
) said
group by producer
order by producer
