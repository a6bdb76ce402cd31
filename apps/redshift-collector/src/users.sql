-- Users and their settings. Leader node only: pg_user must not be joined to system views.
select usesysid as user_id, cast(usename as varchar(128)) as user_name, array_to_string(useconfig, ';') as settings
from pg_user
