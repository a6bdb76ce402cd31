-- By dirty_pkey.
select count(*)::integer as left
from dirty
where dirty_id <= $1
