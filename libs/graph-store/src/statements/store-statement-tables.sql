-- A set of tables that a statement touched, once. Arbiter: statement_tables_pkey. The mark names the statement and not its readings: one
-- that another writer is just storing cannot be seen from here.
with stored as (
  insert into statement_tables (source_id, sql_hash, context_key, tables_hash, namespace, reads, writes)
  select source_id, sql_hash, context_key, tables_hash, namespace, reads, writes
  from jsonb_to_recordset($1::jsonb) as incoming (
    source_id text, sql_hash text, context_key text, tables_hash text, namespace text, reads text[], writes text[]
  )
  order by source_id collate "C", sql_hash collate "C", context_key collate "C", tables_hash collate "C"
  on conflict do nothing
  returning source_id, sql_hash, context_key
)
insert into dirty (kind, key)
select distinct 'statement', jsonb_build_array(source_id, sql_hash, context_key)::text
from stored
