-- Paths that a table was ever said to lie at. By name_link_pkey.
select distinct name_key
from name_link
where name_key = any($1)
