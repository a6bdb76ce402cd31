-- Columns of the datasets $1 that are declared no more: all but $2, $3 (dataset and name). By dataset_column_by_name.
update dataset_column gone
set type = null, ordinal = null
from dataset
where dataset.name_key = any($1::text[])
  and gone.dataset_id = dataset.dataset_id
  and (gone.ordinal is not null or gone.type is not null)
  and not exists (
    select
    from unnest($2::text[], $3::text[]) as declared (name_key, name)
    where declared.name_key = dataset.name_key and declared.name = gone.name
  )
