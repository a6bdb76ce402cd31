-- How many runs began and ended in each hour or day up to now, in a time zone; leans on execution_by_time and
-- openlineage_event_by_time.
with bucket as (
  select start at time zone $3 as start_at, (start + $2::interval) at time zone $3 as end_at
  from generate_series(
    date_trunc($1, now() at time zone $3) - $4::integer * $2::interval, date_trunc($1, now() at time zone $3), $2::interval
  ) as series (start)
),
since as (
  select to_char(min(start_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as at from bucket
),
happened as (
  select event_at as at, event_type as what from openlineage_event where event_at >= (select at from since)
  union all
  select started_at, 'START' from execution where started_at >= (select at from since) and origin = 'history'
  union all
  select ended_at, case status when 'success' then 'COMPLETE' when 'failed' then 'FAIL' when 'canceled' then 'ABORT' end
  from execution
  where started_at >= (select at from since) and origin = 'history'
)
select start_at, end_at,
       count(*) filter (where what = 'START')::int as start,
       count(*) filter (where what = 'COMPLETE')::int as complete,
       count(*) filter (where what = 'FAIL')::int as fail,
       count(*) filter (where what = 'ABORT')::int as abort
from bucket
left join happened on happened.at::timestamptz >= start_at and happened.at::timestamptz < end_at
group by start_at, end_at
order by start_at
