-- Datasets that an address names in full, the most exact reading first: $1 name key, $2 and $3 namespace and name (null when the address has
-- none), $4 the address. Leans on dataset_name_key_key, dataset_alias_pkey, dataset_by_lower_name and dataset_by_lower_display_name.
select min(tier) as tier, reading.dataset_id, namespace, name, display_name, kind
from (
  select 0 as tier, dataset_id from dataset where name_key = $1::text
  union all
  select 0, dataset_id from dataset_alias where name_key = $1::text
  union all
  select 1, dataset_id from dataset
  where md5(lower(name)) = md5(lower($3::text)) and lower(namespace) = lower($2::text)
  union all
  select 2, dataset_id from dataset
  where md5(lower(display_name)) = md5(lower($4::text)) or md5(lower(name)) = md5(lower($4::text))
) reading
join dataset on dataset.dataset_id = reading.dataset_id
group by reading.dataset_id, namespace, name, display_name, kind
order by tier, namespace, name
limit 100
