-- The runs that these readings hold for. By execution_choice_by_analysis.
select source_id, execution_id
from execution_choice
where analysis_key = any($1)
