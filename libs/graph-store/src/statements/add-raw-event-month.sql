-- Makes the partition of raw_event for the month $1 (`2026-11`) unless it is there.
select add_raw_event_month($1) as added
