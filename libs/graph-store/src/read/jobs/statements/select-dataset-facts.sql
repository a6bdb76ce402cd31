-- What is told of datasets, and when they were first seen and last written; leans on the primary keys.
select dataset_id, namespace, name, display_name, kind, description, owners,
       least(
         (select min(observed_at)::timestamptz from catalog_snapshot where catalog_snapshot.name_key = dataset.name_key),
         (select min(day)::timestamp at time zone 'UTC' from dataset_usage_day usage where usage.dataset_id = dataset.dataset_id),
         (select min(last_run_at) from dataset_writer writer where writer.dataset_id = dataset.dataset_id)
       ) as first_seen_at,
       (select max(last_run_at) from dataset_writer writer where writer.dataset_id = dataset.dataset_id) as last_written_at
from dataset
where dataset_id = any($1::bigint[])
order by name, dataset_id
