-- By name_link_pkey.
select name_key, other_key
from name_link
where name_key = any($1)
