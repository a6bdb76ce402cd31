-- Tables and views of the connected database. Leader node only.
select cast(n.nspname as varchar(128)) as schema_name, cast(c.relname as varchar(128)) as relation_name,
       cast(c.relkind as varchar(1)) as kind, cast(pg_get_userbyid(c.relowner) as varchar(128)) as owner,
       cast(d.description as varchar(4000)) as description
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_description d on d.objoid = c.oid and d.objsubid = 0
  and d.classoid = (select k.oid from pg_class k join pg_namespace m on m.oid = k.relnamespace
                    where k.relname = 'pg_class' and m.nspname = 'pg_catalog')
where c.relkind in ('r', 'v', 'm', 'f') and substring(n.nspname, 1, 3) <> 'pg_' and n.nspname <> 'information_schema'
  and substring(c.relname, 1, 8) <> 'mv_tbl__'
order by 1, 2
