-- history.sql for executions of earlier windows, by id: those that still ran then, and those whose transaction was open. Parameters are single
-- values, so the ids travel as a list in text. What history.sql and
-- running.sql find running is not given twice.
with placed as (
  select query_id, user_id, transaction_id, session_id, database_name, query_type, query_label, status, start_time, end_time,
         row_number() over (partition by session_id, start_time order by query_id) - 1 as place
  from sys_query_history
  where start_time >= cast(:set_from as timestamp) and user_id > 1
)
select cast(h.query_id as varchar(24)) as query_id, cast(h.transaction_id as varchar(24)) as transaction_id, h.session_id, h.user_id,
       rtrim(h.database_name) as database_name, rtrim(h.query_type) as query_type, rtrim(h.query_label) as query_label,
       rtrim(h.status) as status, h.start_time, h.end_time, h.place, rtrim(x.status) as outcome, t.sequence, rtrim(t.text) as text
from placed h
left join sys_transaction_history x
  on x.transaction_id = h.transaction_id
left join sys_query_text t
  on t.query_id = h.query_id and t.start_time >= cast(:set_from as timestamp)
where h.query_id between cast(:lowest as bigint) and cast(:highest as bigint)
  and position(',' || cast(h.query_id as varchar(24)) || ',' in :ids) > 0
  and h.status not in ('planning', 'queued', 'running', 'returning')
  and (h.end_time < cast(:from_time as timestamp) or h.end_time >= cast(:to_time as timestamp)
    or h.start_time < cast(:scan_from as timestamp))
order by h.end_time, h.query_id, t.sequence
