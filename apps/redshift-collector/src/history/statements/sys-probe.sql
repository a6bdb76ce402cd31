-- Fails where the SYS views are missing.
select query_id
from sys_query_history
limit 1
