-- How the latest run of every job ended: of statements among the $1 texts that ran last, and of OpenLineage. Scans writers, analyses and OpenLineage
-- runs; the runs of statements by execution_of_statement_by_time.
select wrote.dataset_id, wrote.source_id, wrote.shape_hash, null as job_namespace, null as job_name, latest.status, latest.transaction_state
from (
  select writer.dataset_id, analysis.source_id, analysis.shape_hash,
         (array_agg(writer.sql_hash order by writer.last_run_at desc nulls last, writer.sql_hash))[1:$1::integer] as sql_hashes
  from dataset_writer writer
  join analysis on analysis.sql_hash = writer.sql_hash
  group by writer.dataset_id, analysis.source_id, analysis.shape_hash
) wrote
cross join lateral (
  select run.status, run.transaction_state
  from unnest(wrote.sql_hashes) as statement (sql_hash)
  cross join lateral (
    select started_at, execution_id, status, transaction_state
    from execution
    where execution.source_id = wrote.source_id and execution.sql_hash = statement.sql_hash and execution.origin = 'history'
    order by execution.source_id desc, execution.sql_hash desc, started_at desc, execution_id desc
    limit 1
  ) run
  order by run.started_at desc, run.execution_id desc
  limit 1
) latest
union all
(select distinct on (job_namespace, job_name) null, null, null, job_namespace, job_name, state, null
 from openlineage_run
 order by job_namespace, job_name, coalesce(started_at, ended_at) desc nulls last, run_id)
