-- Datasets by words of their names, best first. $1 the words but the last as patterns, $2 the patterns of the last word, $3 the last word, $4 what
-- starts with it; $5, $6, $7 the rank, label and id to go on after; at most $8; $9 the patterns of the rarest word, or of a piece of it. $10: only
-- what no part of a name finds (search-datasets-by-part.sql), in one rank: the bounds of the parts that start with the last word. Each match is
-- looked at once: grouping names with other names and joining them to their datasets again took two thirds of the time. Leans on dataset_search
-- and dataset_alias_search.
select rank, label, dataset_id, namespace, name, display_name, kind, null as column_name
from (
  select case when $10::text[] is not null then 6
              when low = $3::text or low like '%.' || $4::text and right(low, length($3)) = $3 then 0
              when low like $4 or low like '%.' || $4 then 2
              else 4 end as rank,
         left(display_name, 500) as label, dataset_id, namespace, name, display_name, kind
  from (
    select lower(display_name) as low, *
    from dataset
    -- By $9 alone: more trigrams cost more than the names that they spare.
    where lower(display_name) like any($9::text[]) and lower(display_name) || '' like any($2::text[])
      and lower(display_name) || '' like all($1::text[])
    offset 0
  ) named
  union all
  select case when $10 is not null then 6 else 4 end, left(display_name, 500), dataset_id, namespace, name, display_name, kind
  from dataset
  where not (lower(display_name) like any($2) and lower(display_name) like all($1))
    and dataset_id in (
      select dataset_alias.dataset_id from dataset_alias
      where lower(dataset_alias.name) like any($2) and lower(dataset_alias.name) like all($1))
) match
where ($5::integer is null or (rank, label, dataset_id) > ($5::integer, $6::text, $7::bigint))
  and ($10 is null
       or not exists (
         select from dataset_name_part
         where dataset_name_part.dataset_id = match.dataset_id
           and (part >= $10[1] and part < $10[2] or part >= $10[3] and part < $10[4])))
order by rank, label, dataset_id
limit $8
