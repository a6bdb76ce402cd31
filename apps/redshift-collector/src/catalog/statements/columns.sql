-- Columns in declared order; attnum has gaps after DROP COLUMN, so only its order counts. Leader node only.
select cast(n.nspname as varchar(128)) as schema_name, cast(c.relname as varchar(128)) as relation_name,
       cast(a.attname as varchar(128)) as column_name, cast(format_type(a.atttypid, a.atttypmod) as varchar(256)) as data_type
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid
where c.relkind in ('r', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
  and substring(n.nspname, 1, 3) <> 'pg_' and n.nspname <> 'information_schema'
  and substring(c.relname, 1, 8) <> 'mv_tbl__'
order by n.nspname, c.relname, a.attnum
