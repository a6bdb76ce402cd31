-- Datasets by words of their names, best first. $1 every word as a pattern, $2 the patterns of the last word, $3 the last word, $4 what
-- starts with it; $5, $6, $7 the rank, label and id to go on after; at most $8. Leans on dataset_search and dataset_alias_search.
select best.rank, left(display_name, 500) as label, dataset_id, namespace, name, display_name, kind, null as column_name
from (
  select min(rank) as rank, dataset_id
  from (
    select case when lower(display_name) = $3::text
                  or lower(display_name) like '%.' || $4::text and right(lower(display_name), length($3)) = $3 then 0
                when lower(display_name) like $4 or lower(display_name) like '%.' || $4 then 2
                else 4 end as rank,
           dataset_id
    from dataset
    where lower(display_name) like any($2::text[]) and lower(display_name) like all($1::text[])
    union all
    select 4, dataset_id
    from dataset_alias
    where lower(name) like any($2::text[]) and lower(name) like all($1::text[])
  ) match
  group by dataset_id
) best
join dataset using (dataset_id)
where $5::integer is null or (best.rank, left(display_name, 500), dataset_id) > ($5::integer, $6::text, $7::bigint)
order by best.rank, left(display_name, 500), dataset_id
limit $8
