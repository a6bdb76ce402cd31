-- By stuck_pkey.
delete from stuck
using unnest($1::text[], $2::text[]) as gone (kind, key)
where stuck.kind = gone.kind and stuck.key = gone.key
