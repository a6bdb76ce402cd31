-- Schemas of a database: whether "$user" means one depends on them. Leader node only.
select cast(nspname as varchar(128)) as schema_name
from pg_namespace
