-- By analysis_dataset_by_name and execution_choice_by_analysis.
select distinct choice.source_id, choice.execution_id
from analysis_dataset dataset
join execution_choice choice on choice.analysis_key = dataset.analysis_key
where dataset.name_key = any($1) and (dataset.reads or dataset.writes)
