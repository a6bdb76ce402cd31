-- Raw texts by the month of their events, so that a month whose texts are all old enough goes whole, and its space with it. An event's time is part
-- of its text, so (event_at, content_hash) is the text's key as much as its hash alone, and a text received twice is still there once.
--
-- Months, not weeks: whoever joins raw_event has every partition planned for, 15 ms for 60 partitions and 65 ms for 156, and by default all are kept.
-- Beside the months: `raw_event_earlier`, what happened before the first of them; `raw_event_other`, what no month is there for: years to come, and
-- latecomers of months that went. Attaching a month reads `raw_event_other` through under a lock, which is why a history told afterwards is not in it.

alter table raw_event rename to raw_event_whole;
alter index raw_event_pkey rename to raw_event_whole_pkey;
drop index raw_event_by_receipt;

create table raw_event (
  event_at     text collate "C" not null,
  content_hash text collate "C" not null,
  body         text not null,
  received_at  text collate "C" not null
) partition by range (event_at);
create table raw_event_other partition of raw_event default;

-- Makes the partition of a month (`2026-11`) unless it is there or lies before the first. The writer makes no tables of its own, so it may call this.
create function add_raw_event_month(month text) returns boolean
language plpgsql security definer
-- Readers and writers would queue behind a lock that is waited for.
set lock_timeout = '500ms'
as $$
declare
  part constant text := 'raw_event_' || replace(month, '-', '_');
  next_month text;
begin
  if month !~ '^\d{4}-(0[1-9]|1[0-2])$' then
    raise exception 'no month: %', month using errcode = 'invalid_parameter_value';
  end if;
  if to_regclass(part) is not null then
    return false;
  end if;
  -- Makers and droppers take turns; readers and writers do not notice.
  lock table raw_event in share update exclusive mode;
  if to_regclass(part) is not null then
    return false;
  end if;
  next_month := to_char((month || '-01')::date + interval '1 month', 'YYYY-MM');
  execute format('create table %I (like raw_event)', part);
  lock table raw_event_other in access exclusive mode;
  execute format('with moved as (delete from raw_event_other where event_at >= %L and event_at < %L returning *) insert into %I select * from moved',
    month, next_month, part);
  execute format('alter table raw_event attach partition %I for values from (%L) to (%L)', part, month, next_month);
  return true;
exception
  -- It would overlap `raw_event_earlier`: somebody's clock is behind.
  when invalid_object_definition then return false;
end $$;

-- Drops the partition of a month when all of it was received before an instant and the month is over by then; says how many texts went. Otherwise
-- nothing happens: those that are old enough go one by one (src/store/prune-raw-events.ts).
create function drop_raw_event_month(month text, received_before text, out events integer, out bytes float8)
language plpgsql security definer
set lock_timeout = '500ms'
as $$
declare
  part constant text := 'raw_event_' || replace(month, '-', '_');
  kept boolean;
begin
  events := 0;
  bytes := 0;
  if month !~ '^\d{4}-(0[1-9]|1[0-2])$' then
    raise exception 'no month: %', month using errcode = 'invalid_parameter_value';
  end if;
  lock table raw_event in share update exclusive mode;
  if to_regclass(part) is null or month collate "C" >= left(received_before, 7) then
    return;
  end if;
  -- Nothing comes or goes any more; it can be read until the last moment.
  execute format('lock table %I in share row exclusive mode', part);
  execute format('select exists (select from %I where received_at >= $1)', part) into kept using received_before;
  if kept then
    return;
  end if;
  execute format('select count(*), coalesce(sum(octet_length(body)), 0) from %I', part) into events, bytes;
  execute format('drop table %I', part);
end $$;

-- Deletes the oldest texts received before an instant, so many at most; what another pruner is at is left to it. By the partitions' indexes of receipt
-- and their keys: a plan that does not count on looking into one partition only would read all of them through, each time.
create function delete_raw_events(received_before text, most integer, out events integer, out bytes float8)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  with old as (
    select event_at, content_hash
    from raw_event
    where received_at < received_before
    order by received_at
    limit most
    for update skip locked
  ),
  gone as (
    delete from raw_event
    using old
    where raw_event.event_at = old.event_at and raw_event.content_hash = old.content_hash
    returning octet_length(body) as bytes
  )
  select count(*), coalesce(sum(gone.bytes), 0)
  into delete_raw_events.events, delete_raw_events.bytes
  from gone;
end $$;

revoke execute on function add_raw_event_month(text), drop_raw_event_month(text, text) from public;

do $$
declare
  this_month constant timestamp := date_trunc('month', now() at time zone 'UTC');
  first_month text;
  month timestamp;
begin
  execute format('alter function add_raw_event_month(text) set search_path = %I, pg_temp', current_schema());
  execute format('alter function drop_raw_event_month(text, text) set search_path = %I, pg_temp', current_schema());

  -- From the oldest event on, if it is no older than two years.
  select greatest(to_char(this_month - interval '24 months', 'YYYY-MM'), least(to_char(this_month - interval '2 months', 'YYYY-MM'), left(min(event_at), 7)))
  into first_month
  from openlineage_event;
  execute format('create table raw_event_earlier partition of raw_event for values from (minvalue) to (%L)', first_month);
  for month in select generate_series((first_month || '-01')::timestamp, this_month + interval '2 months', '1 month') loop
    perform add_raw_event_month(to_char(month, 'YYYY-MM'));
  end loop;
end $$;

-- A text is stored in one transaction with its event, so every text has one.
insert into raw_event (event_at, content_hash, body, received_at)
select event.event_at, event.content_hash, whole.body, coalesce(whole.received_at, event.received_at)
from raw_event_whole whole
join openlineage_event event on event.content_hash = whole.content_hash;
drop table raw_event_whole;

alter table raw_event add primary key (event_at, content_hash);
create index raw_event_by_receipt on raw_event (received_at);
