-- The edges that lead into the datasets $1 now, with their ends' names, at most $2; leans on column_edge_into_dataset.
select edge.edge_id, edge.to_dataset_id, edge.from_dataset_id, origin.namespace as from_namespace, origin.name as from_name,
       origin_column.name as from_column, target_column.name as to_column, edge.kinds, edge.direct, edge.masking
from column_edge edge
join dataset origin on origin.dataset_id = edge.from_dataset_id
join dataset_column origin_column on origin_column.column_id = edge.from_column_id
join dataset_column target_column on target_column.column_id = edge.to_column_id
where edge.to_dataset_id = any($1::bigint[]) and edge.valid_to is null
order by edge.edge_id
limit $2
