-- Statements and jobs that wrote a dataset, latest run first; leans on dataset_writer_pkey.
select sql_hash, statement_kind, last_run_at, executions
from dataset_writer
where dataset_id = $1
order by last_run_at desc nulls last, writer_key
limit $2
