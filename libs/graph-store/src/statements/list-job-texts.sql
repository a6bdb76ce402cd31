-- Makes the jobs of the texts $1 what is known of them (migrations/0013_statement_jobs.sql).
select list_job_texts($1)
