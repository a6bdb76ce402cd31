-- How many statements ended in a long window: into how many parts it is cut.
select count(*) as statements
from sys_query_history
where start_time >= cast(:scan_from as timestamp) and user_id > 1
  and end_time >= cast(:from_time as timestamp) and end_time < cast(:to_time as timestamp)
