-- Columns of one rank by words of their names, in the order of their datasets' names. $1 the rank; $2 the patterns of the last word, $3 that
-- word, $4 what starts with it; $5 patterns of datasets' names, $6 patterns of `dataset.column`; $7, $8, $9 label, dataset and name to go on
-- after; at most $10. The planner chooses: a rare name is looked up in dataset_column_by_lower_name or dataset_column_search (or its dataset in
-- dataset_search) and sorted; a common one is met soon enough by going through dataset_by_display_name, which is why each rank is a
-- question of its own.
select left(dataset.display_name, 500) as label, dataset_id, dataset.namespace, dataset.name, dataset.display_name,
       dataset.kind, dataset_column.name as column_name
from dataset
join dataset_column using (dataset_id)
where dataset_column.name <> '*'
  and (   $1::integer = 1 and md5(lower(dataset_column.name)) = md5($3::text)
       or $1::integer = 3 and lower(dataset_column.name) like $4::text and lower(dataset_column.name) <> $3::text
       or $1::integer = 5 and lower(dataset_column.name) like any($2::text[]) and lower(dataset_column.name) not like $4::text)
  and lower(dataset.display_name) like all($5::text[])
  and lower(dataset.display_name) || '.' || lower(dataset_column.name) like all($6::text[])
  and ($7::text is null
       or left(dataset.display_name, 500) >= $7::text
          and (left(dataset.display_name, 500), dataset_id, dataset_column.name collate "C") > ($7::text, $8::bigint, $9::text collate "C"))
order by left(dataset.display_name, 500), dataset_id, dataset_column.name collate "C"
limit $10
