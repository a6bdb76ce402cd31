-- Datasets and columns by words of their names, best first. $1 every word as a pattern; $2, $3 the patterns of the last word in a dataset's
-- and in a column's name; $4, $5 those words; $6, $7 what starts with them; $8, $9, $10 the last row seen.
-- Leans on dataset_search, dataset_alias_search and dataset_column_search.
with match as (
  select case when lower(display_name) = $4::text or lower(display_name) like '%.' || $6::text and right(lower(display_name), length($4)) = $4 then 0
              when lower(display_name) like $6 or lower(display_name) like '%.' || $6 then 2
              else 4 end as rank,
         dataset_id, null::bigint as column_id, null::text as column_name
  from dataset
  where lower(display_name) like any($2::text[]) and lower(display_name) like all($1::text[])
  union all
  select 4, dataset_id, null, null
  from dataset_alias
  where lower(name) like any($2::text[]) and lower(name) like all($1::text[])
  union all
  select case when lower(dataset_column.name) = $5::text then 1
              when lower(dataset_column.name) like $7::text then 3
              else 5 end,
         dataset_id, column_id, dataset_column.name
  from dataset_column
  join dataset using (dataset_id)
  where lower(dataset_column.name) like any($3::text[])
    and dataset_column.name <> '*'
    and lower(dataset.display_name) || '.' || lower(dataset_column.name) like all($1::text[])
),
best as (
  select min(rank) as rank, dataset_id, column_id, column_name from match group by dataset_id, column_id, column_name
)
select rank, label, match_id, dataset_id, namespace, name, display_name, kind, column_name
from (
  select best.rank, left(dataset.display_name || coalesce('.' || best.column_name, ''), 1000) as label,
         coalesce('c' || best.column_id, 'd' || best.dataset_id) as match_id,
         dataset.dataset_id, dataset.namespace, dataset.name, dataset.display_name, dataset.kind, best.column_name
  from best
  join dataset using (dataset_id)
) result
where $8::integer is null or (rank, label, match_id) > ($8::integer, $9::text, $10::text)
order by rank, label, match_id
limit $11
