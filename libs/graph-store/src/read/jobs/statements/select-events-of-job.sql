-- The last $2 events of a job as they were sent, in order. By openlineage_event_of_job.
select raw_event.body
from (
  select content_hash, event_at
  from openlineage_event
  where job_key = $1
  order by event_at desc, content_hash desc
  limit $2
) newest
join raw_event on raw_event.event_at = newest.event_at and raw_event.content_hash = newest.content_hash
order by newest.event_at, newest.content_hash
