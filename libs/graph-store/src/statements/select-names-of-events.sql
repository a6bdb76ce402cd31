-- The names in these events and in the other events of their runs. By openlineage_event_pkey, openlineage_event_of_run and
-- openlineage_event_dataset_pkey.
with event as materialized (
  select content_hash, case when class = 'run' then run_id end as run_id
  from openlineage_event
  where content_hash = any($1)
),
together as (
  select content_hash
  from event
  union
  select other.content_hash
  from event
  join openlineage_event other on other.run_id = event.run_id and other.class = 'run'
)
select distinct dataset.name_key
from together
join openlineage_event_dataset dataset on dataset.content_hash = together.content_hash
