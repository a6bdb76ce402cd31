-- By openlineage_event_dataset_by_name.
select distinct content_hash
from openlineage_event_dataset
where name_key = any($1)
