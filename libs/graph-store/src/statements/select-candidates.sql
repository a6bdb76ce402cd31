-- By analysis_of_statement.
select analysis.source_id, analysis.sql_hash, analysis.context_key, analysis.analysis_key
from unnest($1::text[], $2::text[], $3::text[]) as asked (source_id, sql_hash, context_key)
join analysis
  on analysis.source_id = asked.source_id
  and analysis.sql_hash = asked.sql_hash
  and analysis.context_key = asked.context_key
