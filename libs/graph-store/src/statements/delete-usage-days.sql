-- Days of the datasets $1 without use any more: all but $2, $3. By dataset_usage_day_pkey.
delete from dataset_usage_day gone
using dataset
where dataset.name_key = any($1::text[])
  and gone.dataset_id = dataset.dataset_id
  and not exists (
    select
    from unnest($2::text[], $3::date[]) as wanted (dataset_key, day)
    where wanted.dataset_key = dataset.name_key and wanted.day = gone.day
  )
