-- Writers of the datasets $1 that are none any more: all but $2, $3. By dataset_writer_pkey.
delete from dataset_writer gone
using dataset
where dataset.name_key = any($1::text[])
  and gone.dataset_id = dataset.dataset_id
  and not exists (
    select
    from unnest($2::text[], $3::text[]) as wanted (dataset_key, writer_key)
    where wanted.dataset_key = dataset.name_key and wanted.writer_key = gone.writer_key
  )
