-- The runs these events tell of. By openlineage_event_pkey.
select distinct run_id
from openlineage_event
where content_hash = any($1) and class = 'run' and run_id is not null
