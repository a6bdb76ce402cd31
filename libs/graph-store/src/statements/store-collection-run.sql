-- A run's ledger once. Arbiter: collection_run_pkey.
insert into collection_run (
  run_id, source_id, collector, window_from, window_to, started_at, finished_at, outcome, seen, published, skipped, body
)
select run_id, source_id, collector, window_from, window_to, started_at, finished_at, outcome, seen, published, skipped, body
from jsonb_to_recordset($1::jsonb) as incoming (
  run_id text, source_id text, collector text, window_from text, window_to text, started_at text, finished_at text,
  outcome text, seen integer, published integer, skipped integer, body jsonb
)
order by run_id
on conflict (run_id) do nothing
