-- Three roles without login, for the logins of an installation to be members of, each with no more than its service needs:
--   tributary_writer  lineage-writer, `tributary rebuild`: rows of all tables; makes and alters none (so somebody else migrates)
--   tributary_reader  lineage-api: reads all tables
--   tributary_parser  parser-worker: reads what names meant and which columns they had
-- Idempotent. Where this login may not make roles or grant, says so and goes on.
do $$
declare
  roles constant text[] := array['tributary_writer', 'tributary_reader', 'tributary_parser'];
  missing text[];
  wanted text;
begin
  foreach wanted in array roles loop
    continue when exists (select from pg_roles where rolname = wanted);
    begin
      execute format('create role %I nologin', wanted);
    exception
      -- Roles are the cluster's: the migration of another database was quicker.
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then null;
    end;
  end loop;

  begin
    if exists (select from pg_roles where rolname = 'tributary_writer') then
      execute format('grant usage on schema %I to tributary_writer', current_schema());
      execute format('grant select, insert, update, delete, truncate on all tables in schema %I to tributary_writer', current_schema());
      execute format('alter default privileges in schema %I grant select, insert, update, delete, truncate on tables to tributary_writer', current_schema());
      grant execute on function add_raw_event_month(text), drop_raw_event_month(text, text) to tributary_writer;
      revoke insert, update, delete, truncate on schema_migration from tributary_writer;
    end if;
    if exists (select from pg_roles where rolname = 'tributary_reader') then
      execute format('grant usage on schema %I to tributary_reader', current_schema());
      execute format('grant select on all tables in schema %I to tributary_reader', current_schema());
      execute format('alter default privileges in schema %I grant select on tables to tributary_reader', current_schema());
    end if;
    if exists (select from pg_roles where rolname = 'tributary_parser') then
      execute format('grant usage on schema %I to tributary_parser', current_schema());
      grant select on name_state, catalog_fact, source to tributary_parser;
    end if;
  exception
    when insufficient_privilege then
      raise notice '% may not grant rights on these tables: % (the owner of the tables can, with `tributary migrate`)', current_user, sqlerrm;
  end;

  select array_agg(name order by name) into missing from unnest(roles) as name where not exists (select from pg_roles where rolname = name);
  if missing is not null then
    raise notice 'the roles % are not there, and % may not make them: have them made (create role … nologin) and run `tributary migrate` again; until then services use a login that owns the tables',
      array_to_string(missing, ', '), current_user;
  end if;
end $$
