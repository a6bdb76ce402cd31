select to_regclass('schema_migration') is not null as there
