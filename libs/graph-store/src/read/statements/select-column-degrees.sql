-- A dataset's columns with the number of current edges at each; leans on dataset_column_by_name, column_edge_to and column_edge_from.
select name, type, ordinal,
       (select count(*)::int from column_edge where to_column_id = column_id and valid_to is null) as upstream,
       (select count(*)::int from column_edge where from_column_id = column_id and valid_to is null) as downstream
from dataset_column
where dataset_id = $1 and name <> '*'
order by ordinal nulls last, name
