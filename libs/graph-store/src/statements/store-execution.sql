-- An execution once; a later reading only moves it forward: the greatest `reading` says what it was, status and transaction climb on
-- their own (running < canceled < failed < success; unknown < committed < rolled-back), and a view definition, seen at every snapshot,
-- spans from its first sighting to its last. Each of these is a maximum or a minimum, so the order of arrival cannot matter.
-- Arbiter: execution_pkey.
with incoming as (
  select *
  from jsonb_to_recordset($1::jsonb) as row (
    source_id text, execution_id text, sql_hash text, context_key text, dialect text, database text, search_path text[],
    origin text, session_id text, transaction_id text, "position" integer, started_at text, ended_at text, user_name text,
    label text, status text, transaction_state text, text_flags text[], reading text
  )
  order by source_id collate "C", execution_id collate "C"
),
stored as (
  insert into execution as kept (
    source_id, execution_id, sql_hash, context_key, dialect, database, search_path, origin, session_id, transaction_id,
    position, started_at, ended_at, user_name, label, status, transaction_state, text_flags, reading
  )
  select
    source_id, execution_id, sql_hash, context_key, dialect, database, search_path, origin, session_id, transaction_id,
    position, started_at, ended_at, user_name, label, status, transaction_state, text_flags, reading
  from incoming
  on conflict (source_id, execution_id) do update
  set
    (sql_hash, context_key, dialect, database, search_path, origin, session_id, transaction_id, position, user_name, label, text_flags)
      = (
        select
          best.sql_hash, best.context_key, best.dialect, best.database, best.search_path, best.origin, best.session_id,
          best.transaction_id, best.position, best.user_name, best.label, best.text_flags
        from (select (case when excluded.reading > kept.reading then excluded else kept end).*) as best
      ),
    started_at = case
      when kept.origin = 'view-definition' then least(excluded.started_at, kept.started_at)
      when excluded.reading > kept.reading then excluded.started_at
      else kept.started_at
    end,
    ended_at = case
      when kept.origin = 'view-definition' then greatest(excluded.ended_at, kept.ended_at)
      when excluded.reading > kept.reading then excluded.ended_at
      else kept.ended_at
    end,
    status = case
      when array_position(array['running', 'canceled', 'failed', 'success'], excluded.status)
        > array_position(array['running', 'canceled', 'failed', 'success'], kept.status)
      then excluded.status else kept.status
    end,
    transaction_state = case
      when array_position(array['unknown', 'committed', 'rolled-back'], excluded.transaction_state)
        > array_position(array['unknown', 'committed', 'rolled-back'], kept.transaction_state)
      then excluded.transaction_state else kept.transaction_state
    end,
    reading = greatest(excluded.reading, kept.reading)
  where excluded.reading > kept.reading
    or excluded.started_at < kept.started_at
    or array_position(array['running', 'canceled', 'failed', 'success'], excluded.status)
      > array_position(array['running', 'canceled', 'failed', 'success'], kept.status)
    or array_position(array['unknown', 'committed', 'rolled-back'], excluded.transaction_state)
      > array_position(array['unknown', 'committed', 'rolled-back'], kept.transaction_state)
  returning source_id, execution_id
)
insert into dirty (kind, key)
select 'execution', jsonb_build_array(source_id, execution_id)::text
from stored
