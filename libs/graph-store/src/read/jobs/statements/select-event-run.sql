-- One OpenLineage run; leans on openlineage_run_pkey.
select run_id, job_namespace, job_name, state, started_at, ended_at, error from openlineage_run where run_id = $1
