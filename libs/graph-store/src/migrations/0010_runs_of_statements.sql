-- The runs of a statement by time: a job's latest and first runs are read off it, where its statements ran tens of thousands of times.
create index execution_of_statement_by_time on execution (source_id, sql_hash, started_at, context_key);
drop index execution_of_statement;
