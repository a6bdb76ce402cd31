import type { Queryable } from '../../src';

const lines = `
  select 'extension ' || extname as line from pg_extension where extname <> 'plpgsql'
  union all
  select format('table %s', relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  union all
  select format('table %s %s %s %s%s%s%s', relname, lpad(attnum::text, 2, '0'), attname, format_type(atttypid, atttypmod),
    case when collname <> 'default' then format(' collate "%s"', collname) else '' end,
    case when attnotnull then ' not null' else '' end,
    case when attidentity <> '' then ' identity' when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end)
  from pg_class
  join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  left join pg_collation on pg_collation.oid = attcollation
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  union all
  select format('type %s %s %s %s', relname, lpad(attnum::text, 2, '0'), attname, format_type(atttypid, atttypmod))
  from pg_class
  join pg_attribute on attrelid = pg_class.oid and attnum > 0
  where relnamespace = 'public'::regnamespace and relkind = 'c'
  union all
  select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all
  select format('table %s constraint %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
  union all
  select format('table %s index %s', tablename, indexdef) from pg_indexes where schemaname = 'public'
  union all
  select format('function %s %s', oid::regprocedure, md5(prosrc)) from pg_proc
  where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')`;

/** The schema as sorted lines: extensions, tables with columns in order, constraints, indexes, triggers, types, and functions with a hash of what they do. */
export async function dumpSchema(database: Queryable): Promise<string> {
  const rows = await database.query<{ line: string }>(
    `select line from (${lines}) dump order by line collate "C"`,
  );
  return `${rows.map((row) => row.line).join('\n')}\n`;
}
