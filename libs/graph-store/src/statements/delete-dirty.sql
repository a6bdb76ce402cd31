-- By dirty_pkey.
delete from dirty
where dirty_id = any($1::bigint[])
