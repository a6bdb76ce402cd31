-- tables-touched.sql out of the STL tables, which have a row for every slice. Type 2 are users' tables.
select cast(q.query as varchar(24)) as query_id, d.tbl as table_id, max(d.is_read) as is_read, max(1 - d.is_read) as is_written
from stl_query q
join (
  select query, tbl, 1 as is_read from stl_scan
  where type = 2 and tbl > 0 and userid > 1 and starttime >= cast(:scan_from as timestamp)
  union all
  select query, tbl, 0 from stl_insert
  where tbl > 0 and userid > 1 and starttime >= cast(:scan_from as timestamp)
  union all
  select query, tbl, 0 from stl_delete
  where tbl > 0 and userid > 1 and starttime >= cast(:scan_from as timestamp)
) d
  on d.query = q.query
where q.userid > 1 and q.aborted = 0 and q.starttime >= cast(:scan_from as timestamp)
  and q.endtime >= cast(:from_time as timestamp) and q.endtime < cast(:to_time as timestamp)
group by q.query, d.tbl
