-- What is to be tried again, longest waiting first. A scan of stuck, which is short.
select kind, key
from stuck
where due_at <= now()
order by due_at, kind, key
limit $1
