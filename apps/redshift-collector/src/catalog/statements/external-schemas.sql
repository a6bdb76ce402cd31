-- Schemas over other catalogs; kind 1 is the Glue data catalog.
select cast(schemaname as varchar(128)) as schema_name, cast(eskind as integer) as kind,
       cast(databasename as varchar(256)) as catalog_database, esoptions as options
from svv_external_schemas
