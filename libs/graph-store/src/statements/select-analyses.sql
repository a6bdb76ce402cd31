-- Readings, each with the sets of tables that the warehouse says its statement touched (null: none). By analysis_pkey and statement_tables_pkey.
select
  analysis_key, body,
  (
    select jsonb_agg(jsonb_build_object('namespace', namespace, 'reads', reads, 'writes', writes) order by tables_hash)
    from statement_tables seen
    where seen.source_id = analysis.source_id
      and seen.sql_hash = analysis.sql_hash
      and seen.context_key = analysis.context_key
  ) as tables
from analysis
where analysis_key = any($1)
