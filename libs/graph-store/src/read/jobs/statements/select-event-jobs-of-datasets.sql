-- OpenLineage jobs that ever named one of the datasets $1 as $2, input or output; leans on dataset_alias_of_dataset,
-- openlineage_event_dataset_by_name and openlineage_event_pkey.
select distinct event.job_key
from (
  select name_key from dataset where dataset_id = any($1::bigint[])
  union
  select name_key from dataset_alias where dataset_id = any($1::bigint[])
) named
join openlineage_event_dataset touched on touched.name_key = named.name_key and touched.role = $2
join openlineage_event event on event.content_hash = touched.content_hash
where event.job_key is not null
