-- The edges into the datasets $1. By column_edge_into_dataset.
select edge.edge_id, edge.row_hash, edge.from_column_id
from dataset
join column_edge edge on edge.to_dataset_id = dataset.dataset_id
where dataset.name_key = any($1::text[])
