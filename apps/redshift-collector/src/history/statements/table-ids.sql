-- Tables of the connected database by their ids; what materialized views keep their rows in is left out. Leader node only.
select cast(c.oid as bigint) as table_id, cast(n.nspname as varchar(128)) as schema_name, cast(c.relname as varchar(128)) as table_name
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and substring(n.nspname, 1, 3) <> 'pg_' and n.nspname <> 'information_schema'
  and substring(c.relname, 1, 8) <> 'mv_tbl__'
