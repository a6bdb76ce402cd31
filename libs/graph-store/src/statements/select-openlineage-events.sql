-- The events of every run, and every other event, that names one of $1. By openlineage_event_dataset_by_name and openlineage_event_of_run.
with touched as materialized (
  select distinct event.content_hash, case when event.class = 'run' then event.run_id end as run_id
  from openlineage_event_dataset dataset
  join openlineage_event event on event.content_hash = dataset.content_hash
  where dataset.name_key = any($1)
)
select event.content_hash as "contentHash", event.event_at as "at", event.run_id as "runId", event.body
from (select distinct run_id from touched where run_id is not null) run
join openlineage_event event on event.run_id = run.run_id and event.class = 'run'
union all
select event.content_hash, event.event_at, null, event.body
from touched
join openlineage_event event on event.content_hash = touched.content_hash
where touched.run_id is null
