delete from name_state
where name_key = any($1)
