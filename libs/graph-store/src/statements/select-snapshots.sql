-- By catalog_snapshot_pkey.
select name_key, observed_at, content_hash
from catalog_snapshot
where name_key = any($1)
order by observed_at, content_hash, name_key
