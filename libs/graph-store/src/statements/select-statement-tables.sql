-- The sets of tables that these statements touched. By statement_tables_pkey.
select namespace, reads, writes
from unnest($1::text[], $2::text[], $3::text[]) as asked (source_id, sql_hash, context_key)
join statement_tables seen
  on seen.source_id = asked.source_id
  and seen.sql_hash = asked.sql_hash
  and seen.context_key = asked.context_key
