-- By openlineage_event_of_run.
select content_hash as "contentHash", event_at as "at", run_id as "runId", body
from openlineage_event
where run_id = any($1) and class = 'run'
