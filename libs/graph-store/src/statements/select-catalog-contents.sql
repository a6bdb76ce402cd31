-- By catalog_content_pkey.
select content_hash, body
from catalog_content
where content_hash = any($1)
