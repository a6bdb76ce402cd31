import type { Queryable } from '../../src';

// Months come and go (0012_raw_event_partitions.sql).
const lasting = (name: string): string => `${name}::text !~ '^raw_event_\\d{4}_\\d\\d'`;

const lines = `
  select 'extension ' || extname as line from pg_extension where extname <> 'plpgsql'
  union all
  select format('table %s%s', relname, case relkind when 'p' then format(' partition by %s', pg_get_partkeydef(oid)) end)
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${lasting('relname')}
  union all
  select format('table %s partition of %s', inhrelid::regclass, inhparent::regclass)
  from pg_inherits
  join pg_class on pg_class.oid = inhparent and relkind = 'p'
  where relnamespace = 'public'::regnamespace and ${lasting('inhrelid::regclass')}
  union all
  select format('table %s %s %s %s%s%s%s', relname, lpad(attnum::text, 2, '0'), attname, format_type(atttypid, atttypmod),
    case when collname <> 'default' then format(' collate "%s"', collname) else '' end,
    case when attnotnull then ' not null' else '' end,
    case when attidentity <> '' then ' identity' when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end)
  from pg_class
  join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  left join pg_collation on pg_collation.oid = attcollation
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${lasting('relname')}
  union all
  select format('type %s %s %s %s', relname, lpad(attnum::text, 2, '0'), attname, format_type(atttypid, atttypmod))
  from pg_class
  join pg_attribute on attrelid = pg_class.oid and attnum > 0
  where relnamespace = 'public'::regnamespace and relkind = 'c'
  union all
  select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all
  select format('table %s constraint %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' and ${lasting('conrelid::regclass')}
  union all
  select format('table %s index %s', tablename, indexdef) from pg_indexes where schemaname = 'public' and ${lasting('tablename')}
  union all
  select format('function %s %s%s', oid::regprocedure, md5(prosrc), case when prosecdef then format(' security definer %s', proconfig) end)
  from pg_proc
  where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')`;

/** The schema as sorted lines: extensions, tables with columns in order, constraints, indexes, triggers, types, and functions with a hash of what they do. */
export async function dumpSchema(database: Queryable): Promise<string> {
  const rows = await database.query<{ line: string }>(
    `select line from (${lines}) dump order by line collate "C"`,
  );
  return `${rows.map((row) => row.line).join('\n')}\n`;
}
