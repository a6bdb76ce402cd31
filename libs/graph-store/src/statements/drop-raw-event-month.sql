-- Drops the partition of the month $1 if all of it was received before $2; says what went.
select events, bytes from drop_raw_event_month($1, $2)
