-- Sources with their latest collector run.
select source.source_id, latest.started_at as last_run_at, latest.outcome as last_outcome, latest.window_to
from source
left join lateral (
  select started_at, outcome, window_to
  from collection_run
  where collection_run.source_id = source.source_id
  order by started_at desc, run_id
  limit 1
) latest on true
order by source.source_id
