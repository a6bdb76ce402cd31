-- Datasets whose name, or another name of them, ends in an address: $1 the address, $2 the pattern of names that end in it; on request ($3)
-- with their cards. Leans on dataset_search, dataset_alias_search and dataset_card_pkey.
select 3 as tier, dataset_id, namespace, name, display_name, kind,
       case when $3::boolean then (
         select card from dataset_card where dataset_card.dataset_id = dataset.dataset_id) end as columns
from (
  select dataset_id from dataset where lower(display_name) like $2::text
  union
  select dataset_id from dataset_alias where lower(name) like $2::text or lower(name) = lower($1::text)
) reading
join dataset using (dataset_id)
order by namespace, name
limit 100
