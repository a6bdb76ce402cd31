-- As search-columns.sql, for names of datasets that are not too many to be found first and put in order: that takes what they are, not what
-- comes before them in dataset_by_display_name. The first pattern stands alone, since an index takes no `like all`. $11: bounds of
-- parts of names, whose datasets search-columns-by-part.sql has found, or null. Leans on dataset_search, dataset_column_by_name and
-- dataset_name_part_of_dataset.
select label, dataset.dataset_id, dataset.namespace, dataset.name, display_name, dataset.kind,
       dataset_column.name as column_name
from (
  select left(display_name, 500) as label, *
  from (select * from dataset where lower(display_name) like ($5::text[])[1] and lower(display_name) like all($5) offset 0) fitting
  where $7::text is null or (left(display_name, 500), dataset_id) >= ($7::text, $8::bigint)
  order by label, dataset_id
  offset 0
) dataset
join dataset_column on dataset_column.dataset_id = dataset.dataset_id
where dataset_column.name <> '*'
  and (   $1::integer = 1 and md5(lower(dataset_column.name)) = md5($3::text)
       or $1::integer = 3 and lower(dataset_column.name) like $4::text and lower(dataset_column.name) <> $3::text
       or $1::integer = 5 and lower(dataset_column.name) like any($2::text[]) and lower(dataset_column.name) not like $4::text)
  and lower(display_name) || '.' || lower(dataset_column.name) like all($6::text[])
  and ($11::text[] is null
       or not exists (
         select from dataset_name_part
         where dataset_name_part.dataset_id = dataset.dataset_id
           and (part >= $11[1] and part < $11[2] or part >= $11[3] and part < $11[4])))
  and ($7::text is null
       or (label, dataset.dataset_id, dataset_column.name collate "C") > ($7::text, $8::bigint, $9::text collate "C"))
order by label, dataset.dataset_id, dataset_column.name collate "C"
limit $10
