-- Statements that ended in the window, out of the views of single-AZ provisioned clusters. SVL_STATEMENTTEXT has no ids, so a statement is what
-- shares (userid, xid, pid, type, starttime, endtime); its rows are repeated at times. Only queries have a row in STL_QUERY, which tells their
-- database and whether they were aborted; its names of databases end after 32 bytes. These views do not tell open transactions from committed
-- ones: what was undone in the window comes again, however long ago it ended.
select s.userid as user_id, cast(s.xid as varchar(24)) as transaction_id, s.pid as session_id, rtrim(s.type) as type,
       rtrim(s.label) as label, s.starttime as start_time, s.endtime as end_time, s.sequence, rtrim(s.text) as text,
       rtrim(q.database) as database_name, q.aborted, cast(q.query as varchar(24)) as query_id,
       case when u.xact_id_undone is null then 'committed' else 'rolledback' end as outcome
from svl_statementtext s
left join (select userid, xid, pid, starttime, database, aborted, min(query) as query from stl_query
           where starttime >= cast(:set_from as timestamp)
           group by userid, xid, pid, starttime, database, aborted) q
  on s.type = 'QUERY' and q.userid = s.userid and q.xid = s.xid and q.pid = s.pid and q.starttime = s.starttime
left join (select distinct xact_id_undone from stl_undone) u
  on u.xact_id_undone = s.xid
where s.userid > 1
  and (s.endtime >= cast(:from_time as timestamp) and s.endtime < cast(:to_time as timestamp)
       and s.starttime >= cast(:scan_from as timestamp)
    or s.endtime < cast(:from_time as timestamp) and s.starttime >= cast(:set_from as timestamp)
       and s.xid in (select xact_id_undone from stl_undone
                     where undo_start_ts >= cast(:from_time as timestamp) and undo_start_ts < cast(:to_time as timestamp)))
order by s.endtime, s.xid, s.pid, s.starttime, s.type, s.userid, s.sequence
