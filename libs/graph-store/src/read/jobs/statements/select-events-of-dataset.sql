-- The last $2 events that name a dataset by one of $1, as they were sent, in order. By openlineage_event_dataset_by_name.
select raw_event.body
from (
  select distinct event.content_hash, event.event_at
  from openlineage_event_dataset dataset
  join openlineage_event event on event.content_hash = dataset.content_hash
  where dataset.name_key = any($1)
  order by event.event_at desc, event.content_hash desc
  limit $2
) newest
join raw_event on raw_event.event_at = newest.event_at and raw_event.content_hash = newest.content_hash
order by newest.event_at, newest.content_hash
