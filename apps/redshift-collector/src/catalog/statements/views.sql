-- Definitions of views in parts of 15,000 characters, because a row of the Data API holds at most 64 KB. Runs with search_path = pg_catalog,
-- so that the definitions name every relation with its schema. Leader node only; joined to a system view it would cut texts at 256 characters.
select cast(n.nspname as varchar(128)) as schema_name, cast(c.relname as varchar(128)) as relation_name, p.part,
       substring(pg_get_viewdef(c.oid, true), p.part * 15000 + 1, 15000) as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
cross join (select 0 as part union all select 1 union all select 2 union all select 3 union all select 4 union all select 5
            union all select 6 union all select 7) p
where c.relkind in ('v', 'm') and substring(n.nspname, 1, 3) <> 'pg_' and n.nspname <> 'information_schema'
  and substring(c.relname, 1, 8) <> 'mv_tbl__' and length(pg_get_viewdef(c.oid, true)) > p.part * 15000
order by n.nspname, c.relname, p.part
