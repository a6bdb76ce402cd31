-- The longest waiting marks. By dirty_pkey.
select dirty_id, kind, key
from dirty
order by dirty_id
limit $1
