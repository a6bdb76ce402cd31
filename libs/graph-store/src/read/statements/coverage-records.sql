-- Counts by code, all records in one list; scans each table once. Readings are those that hold for an execution: one that a schema learnt
-- later has replaced counts no more. A text that is read in several ways counts once for each.
with chosen as (
  select sql_hash, rung, statement_kind, body
  from analysis
  where analysis_key in (select analysis_key from execution_choice)
)
select 'skipped' as record, code, sum(skipped.count::int)::int as count
from collection_run, jsonb_each_text(body -> 'skippedByCode') as skipped (code, count)
group by code
union all
select 'status', status, count(*)::int from execution group by status
union all
select 'rung', rung, count(distinct sql_hash)::int from chosen group by rung
union all
select 'kind', statement_kind, count(distinct sql_hash)::int from chosen group by statement_kind
union all
select 'producer', coalesce(producer, 'unknown'), count(*)::int from openlineage_event group by coalesce(producer, 'unknown')
union all
select 'diagnostic', diagnostic ->> 'code', count(distinct sql_hash)::int
from chosen, jsonb_array_elements(body -> 'diagnostics') as diagnostic
group by diagnostic ->> 'code'
union all
select 'tables', outcome, count(distinct sql_hash)::int
from table_comparison
join analysis using (analysis_key)
where analysis_key in (select analysis_key from execution_choice)
group by outcome
order by record, count desc, code
