-- Columns of datasets in their declared order, '*' included; leans on dataset_column_by_name.
select dataset_id, column_id, name, type, ordinal
from dataset_column
where dataset_id = any($1::bigint[])
order by dataset_id, ordinal nulls last, name
