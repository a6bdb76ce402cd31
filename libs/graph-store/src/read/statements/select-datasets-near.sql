-- Datasets whose name contains a part of the one that was not found; leans on dataset_search.
select dataset_id, namespace, name, display_name, kind
from dataset
where lower(display_name) like $1
order by length(display_name), display_name, dataset_id
limit 5
