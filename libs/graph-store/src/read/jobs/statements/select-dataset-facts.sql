-- What is told of datasets, and when they were first seen and last written; leans on the primary keys.
select dataset_id, namespace, name, display_name, kind, description, owners,
       least(
         (select min(observed_at)::timestamptz from catalog_snapshot where catalog_snapshot.name_key = dataset.name_key),
         (select min(day)::timestamp at time zone 'UTC' from dataset_usage_day usage where usage.dataset_id = dataset.dataset_id),
         wrote.first_at
       ) as first_seen_at,
       wrote.last_at as last_written_at
from dataset
cross join lateral (
  select min(last_run_at) as first_at, max(last_run_at) as last_at from dataset_writer writer where writer.dataset_id = dataset.dataset_id
) wrote
where dataset_id = any($1::bigint[])
order by name, dataset_id
