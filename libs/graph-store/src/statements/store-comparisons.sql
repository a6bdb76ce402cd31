-- How readings compare with what the warehouse said. Sets of tables are only added, so that nothing that was missed is ever found not to
-- have been. Arbiters: table_comparison_pkey and missed_table_pkey.
with incoming as (
  select *
  from jsonb_to_recordset($1::jsonb) as row (analysis_key text, outcome text, missed text[])
),
compared as (
  insert into table_comparison as kept (analysis_key, outcome)
  select analysis_key, outcome
  from incoming
  on conflict (analysis_key) do update
  set outcome = excluded.outcome
  where excluded.outcome <> kept.outcome
)
insert into missed_table (name_key, analysis_key)
select name_key, analysis_key
from incoming, unnest(missed) as missed_name (name_key)
on conflict do nothing
