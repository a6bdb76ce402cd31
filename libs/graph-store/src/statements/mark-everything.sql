-- A mark for every observation, in place of those that wait; names first, so that statements meet the schemas that catalogs know.
with gone as (
  delete from dirty
),
loose as (
  delete from stuck
),
marked as (
  insert into dirty (kind, key)
  select kind, key
  from (
    select 1 as turn, 'name' as kind, name_key as key from dataset_name
    union all
    select 2, 'event', content_hash from openlineage_event
    union all
    select 3, 'execution', key
    from (
      select jsonb_build_array(source_id, execution_id)::text as key
      from execution
      order by started_at, source_id, execution_id
    ) execution
  ) everything
  order by turn
  returning dirty_id
)
select count(*)::integer as marks, coalesce(max(dirty_id), 0) as "lastId"
from marked
