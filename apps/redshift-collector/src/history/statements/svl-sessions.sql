-- When the sessions began that may have run something in the window, and in which database: ids of processes are used
-- again. In order.
select process as session_id, starttime as start_time, db_name as database_name
from stl_sessions
where starttime >= cast(:set_from as timestamp) and starttime < cast(:to_time as timestamp)
order by process, starttime
