-- By dataset_name_pkey.
select name_key, namespace, name
from dataset_name
where name_key = any($1)
