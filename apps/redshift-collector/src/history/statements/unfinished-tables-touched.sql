-- tables-touched.sql for executions of earlier windows, by id, as in unfinished.sql.
select cast(d.query_id as varchar(24)) as query_id, d.table_id, max(case when d.step_name = 'scan' then 1 else 0 end) as is_read,
       max(case when d.step_name = 'scan' then 0 else 1 end) as is_written
from sys_query_detail d
where d.start_time >= cast(:set_from as timestamp) and d.user_id > 1
  and d.query_id between cast(:lowest as bigint) and cast(:highest as bigint)
  and position(',' || cast(d.query_id as varchar(24)) || ',' in :ids) > 0
  and d.step_name in ('scan', 'insert', 'delete', 'merge') and d.table_id > 0
group by d.query_id, d.table_id
