-- Arbiter: statement_text_pkey. Of texts with one hash the one of the least text_hash stays, whichever came first.
insert into statement_text as kept (sql_hash, text_hash, sql)
select sql_hash, text_hash, sql
from jsonb_to_recordset($1::jsonb) as incoming (sql_hash text, text_hash text, sql text)
order by sql_hash
on conflict (sql_hash) do update
set text_hash = excluded.text_hash, sql = excluded.sql
where excluded.text_hash < kept.text_hash
