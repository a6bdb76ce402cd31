-- A page of OpenLineage events as they were sent, of $1 up to $2; $5: of a namespace of jobs only. Scans events.
select raw_event.body, page.total
from (
  select content_hash, event_at, count(*) over ()::int as total
  from openlineage_event
  where ($1::text is null or event_at >= $1) and ($2::text is null or event_at < $2)
    and ($5::text is null or job_namespace = $5)
  order by case when $6 then event_at end desc, case when not $6 then event_at end, content_hash
  limit $3 offset $4
) page
join raw_event on raw_event.event_at = page.event_at and raw_event.content_hash = page.content_hash
order by case when $6 then page.event_at end desc, case when not $6 then page.event_at end, page.content_hash
