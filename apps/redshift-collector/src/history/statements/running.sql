-- Statements that have not ended, and began before the window's end: as far back as the warehouse surely remembers, since some run for days. And
-- those that ended in the window and began before history.sql looks: nobody may have seen them run.
select cast(query_id as varchar(24)) as query_id,
       case when status in ('planning', 'queued', 'running', 'returning') then 1 else 0 end as is_running
from sys_query_history
where start_time >= cast(:set_from as timestamp) and start_time < cast(:to_time as timestamp) and user_id > 1
  and (status in ('planning', 'queued', 'running', 'returning')
    or start_time < cast(:scan_from as timestamp)
       and end_time >= cast(:from_time as timestamp) and end_time < cast(:to_time as timestamp))
