-- When the history that the graph knows begins and ends; leans on execution_by_time, scans OpenLineage runs.
select least(
         (select min(started_at)::timestamptz from execution),
         (select min(coalesce(started_at, ended_at)) from openlineage_run)) as first_at,
       greatest(
         (select max(started_at)::timestamptz from execution),
         (select max(coalesce(ended_at, started_at)) from openlineage_run)) as last_at
