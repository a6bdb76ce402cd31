-- Statements that have not ended, and began before the window's end: as far back as the warehouse surely remembers, since some run for days.
select cast(query_id as varchar(24)) as query_id
from sys_query_history
where start_time >= cast(:set_from as timestamp) and start_time < cast(:to_time as timestamp)
  and status in ('planning', 'queued', 'running', 'returning') and user_id > 1
