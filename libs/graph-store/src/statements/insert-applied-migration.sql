insert into schema_migration (migration_id, name)
values ($1, $2)
