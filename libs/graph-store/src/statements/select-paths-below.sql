-- A scan of the names of one bucket; asked only for paths that tables lie at.
select distinct path.name_key as above_key, below.name_key
from dataset_name path
join dataset_name below on below.namespace = path.namespace and starts_with(below.name, path.name || '/')
where path.name_key = any($1) and path.namespace like 's3://%'
