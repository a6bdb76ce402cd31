-- When the sessions of the window's statements began, in order: ids of sessions are used again. Some statements run for
-- days.
select session_id, start_time, database_name
from sys_session_history
where session_id in (
  select session_id from sys_query_history
  where start_time >= cast(:set_from as timestamp)
    and end_time >= cast(:from_time as timestamp) and end_time < cast(:to_time as timestamp) and user_id > 1
)
order by session_id, start_time
