create table if not exists schema_migration (
  migration_id integer primary key,
  name         text not null,
  applied_at   timestamptz not null default now()
)
