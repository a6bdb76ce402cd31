-- Datasets whose name, or another name of them, ends in an address: $1 the address, $2 the pattern of names that end in it. Leans on
-- dataset_search and dataset_alias_search.
select 3 as tier, reading.dataset_id, namespace, name, display_name, kind
from (
  select dataset_id from dataset where lower(display_name) like $2::text
  union
  select dataset_id from dataset_alias where lower(name) like $2::text or lower(name) = lower($1::text)
) reading
join dataset on dataset.dataset_id = reading.dataset_id
order by namespace, name
limit 100
