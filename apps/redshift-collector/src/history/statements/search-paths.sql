-- Statements that set a session's search path. Looks back as far as the warehouse surely remembers: sessions live longer than windows. SET is
-- of a type that may change its name, never of one of these, whose long texts need not be searched.
select session_id, cast(transaction_id as varchar(24)) as transaction_id, start_time, query_text
from sys_query_history
where start_time >= cast(:set_from as timestamp) and start_time < cast(:to_time as timestamp)
  and user_id > 1 and status = 'success'
  and query_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'COPY', 'UNLOAD', 'CTAS') and lower(substring(query_text, 1, 500)) like '%search_path%'
order by start_time, query_id
