-- Deletes the oldest texts received before $1, at most $2.
select events, bytes from delete_raw_events($1, $2)
