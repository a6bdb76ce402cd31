-- The readings of these statements that hold for some run, with how they compared so far. By analysis_of_statement, execution_choice_by_analysis
-- and table_comparison_pkey.
select analysis.analysis_key, compared.outcome
from unnest($1::text[], $2::text[], $3::text[]) as asked (source_id, sql_hash, context_key)
join analysis
  on analysis.source_id = asked.source_id
  and analysis.sql_hash = asked.sql_hash
  and analysis.context_key = asked.context_key
left join table_comparison compared on compared.analysis_key = analysis.analysis_key
where exists (select from execution_choice choice where choice.analysis_key = analysis.analysis_key)
