-- By name_state_pkey.
select name_key, body
from name_state
where name_key = any($1)
