-- A page of collector runs, newest first; leans on collection_run_by_time.
select run_id, source_id, collector, window_from, window_to, started_at, finished_at, outcome, seen, published, skipped,
       body -> 'problems' as problems
from collection_run
where $1::text is null or started_at < $1 or (started_at = $1 and run_id > $2)
order by started_at desc, run_id
limit $3
