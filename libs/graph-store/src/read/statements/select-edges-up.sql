-- Current edges that arrive at the given columns; leans on column_edge_up.
select edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct
from column_edge
where valid_to is null and to_column_id = any($1::bigint[]) and ($2::boolean is null or direct = $2)
order by edge_id
limit $3
