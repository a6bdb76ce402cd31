-- Tables that the statements of the window scanned and changed, each once however many steps did. A step's start is its own, so the window is
-- that of the statements, as in history.sql; what the steps began is bounded by scan_from.
select cast(d.query_id as varchar(24)) as query_id, d.table_id, max(case when d.step_name = 'scan' then 1 else 0 end) as is_read,
       max(case when d.step_name = 'scan' then 0 else 1 end) as is_written
from sys_query_history h
join sys_query_detail d
  on d.query_id = h.query_id and d.start_time >= cast(:scan_from as timestamp)
where h.start_time >= cast(:scan_from as timestamp) and h.user_id > 1 and h.status = 'success'
  and h.end_time >= cast(:from_time as timestamp) and h.end_time < cast(:to_time as timestamp)
  and d.step_name in ('scan', 'insert', 'delete', 'merge') and d.table_id > 0
group by d.query_id, d.table_id
