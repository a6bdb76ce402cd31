-- Arbiter: catalog_content_pkey.
insert into catalog_content (content_hash, body)
select content_hash, body
from jsonb_to_recordset($1::jsonb) as incoming (content_hash text, body jsonb)
order by content_hash
on conflict (content_hash) do nothing
