-- Statements that set a session's search path, short enough to lie in one row.
select pid as session_id, cast(xid as varchar(24)) as transaction_id, starttime as start_time, text as query_text
from svl_statementtext
where starttime >= cast(:set_from as timestamp) and starttime < cast(:to_time as timestamp)
  and userid > 1 and type = 'UTILITY' and sequence = 0 and lower(text) like '%search_path%'
order by starttime
