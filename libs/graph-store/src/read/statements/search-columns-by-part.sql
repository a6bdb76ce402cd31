-- As search-columns.sql, for a word that the names of many datasets have: in the order of the parts of names that start with it, those between $11
-- and $12 except of datasets with an earlier such part or one between $13 and $14. $7, $8, $9 part, dataset and name to go on after. Leans on
-- dataset_name_part_pkey, dataset_name_part_of_dataset, dataset_column_by_name and, for rank 1, dataset_column_by_lower_name.
select part as label, found.dataset_id, dataset.namespace, dataset.name, display_name, dataset.kind,
       dataset_column.name as column_name
from dataset_name_part found
join dataset on dataset.dataset_id = found.dataset_id
join dataset_column on dataset_column.dataset_id = found.dataset_id
where part >= $11::text and part < $12::text
  and ($7::text is null
       or (part, found.dataset_id) >= ($7::text, $8::bigint)
          and (part, found.dataset_id, dataset_column.name collate "C") > ($7::text, $8::bigint, $9::text collate "C"))
  and not exists (
    -- By the dataset: it has few parts, the range may have thousands.
    select from dataset_name_part earlier
    where earlier.dataset_id = found.dataset_id and earlier.part < found.part
      and (earlier.part || '' between $11 and $12 or earlier.part || '' between $13::text and $14::text))
  and dataset_column.name <> '*'
  and (   $1::integer = 1 and md5(lower(dataset_column.name)) = md5($3::text)
       or $1::integer = 3 and lower(dataset_column.name) like $4::text and lower(dataset_column.name) <> $3::text
       or $1::integer = 5 and lower(dataset_column.name) like any($2::text[]) and lower(dataset_column.name) not like $4::text)
  and lower(display_name) like all($5::text[])
  and lower(display_name) || '.' || lower(dataset_column.name) like all($6::text[])
order by part, found.dataset_id, dataset_column.name collate "C"
limit $10
