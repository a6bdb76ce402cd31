-- The months that raw_event has partitions for and that were over at $1, oldest first.
select month
from (
  select replace(right(relname, 7), '_', '-') as month
  from pg_inherits
  join pg_class on pg_class.oid = inhrelid
  where inhparent = 'raw_event'::regclass and relname ~ '^raw_event_\d{4}_\d\d$'
) part
where month collate "C" < left($1::text, 7)
order by month collate "C"
