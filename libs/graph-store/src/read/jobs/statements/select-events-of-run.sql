-- The events of an OpenLineage run as they were sent, in order; leans on openlineage_event_of_run.
select raw_event.body
from openlineage_event
join raw_event on raw_event.event_at = openlineage_event.event_at and raw_event.content_hash = openlineage_event.content_hash
where run_id = $1
order by openlineage_event.event_at, openlineage_event.content_hash
