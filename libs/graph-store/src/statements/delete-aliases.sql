-- Names $1 that show another dataset no more: all but $2, $3, $4. By dataset_alias_pkey.
delete from dataset_alias gone
using dataset
where gone.name_key = any($1::text[])
  and dataset.dataset_id = gone.dataset_id
  and not exists (
    select
    from unnest($2::text[], $3::text[], $4::text[]) as wanted (name_key, dataset_key, reason)
    where wanted.name_key = gone.name_key and wanted.dataset_key = dataset.name_key and wanted.reason = gone.reason
  )
