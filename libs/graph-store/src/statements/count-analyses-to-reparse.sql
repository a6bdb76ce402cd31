-- How many analyses that hold for an execution are of the selection (parameters as in select-analyses-to-reparse.sql), by what made them.
select
  analysis.engine_version as engine, analysis.source_id as source, analysis.rung,
  count(*)::int as statements
from analysis
where exists (select from execution_choice choice where choice.analysis_key = analysis.analysis_key)
  and ($1::text[] is null or analysis.engine_version = any($1))
  and ($2::text is null or analysis.engine_version <> $2)
  and ($3::text is null or analysis.source_id = $3)
  and ($4::text is null or analysis.rung = $4)
  and ($5::text[] is null or exists (
    select from analysis_dataset named where named.analysis_key = analysis.analysis_key and named.name_key = any($5)
  ))
group by 1, 2, 3
order by 1, 2, 3
