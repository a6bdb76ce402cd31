-- Statements that have not ended, and began before the window's end.
select cast(query_id as varchar(24)) as query_id
from sys_query_history
where start_time >= cast(:scan_from as timestamp) and start_time < cast(:to_time as timestamp)
  and status in ('planning', 'queued', 'running', 'returning') and user_id > 1
