-- What an edge list shows of each edge; leans on the primary keys.
select edge.edge_id, edge.kinds, edge.masking, edge.direct,
       edge.from_dataset_id, origin.name as from_column, edge.to_dataset_id, target.name as to_column
from column_edge edge
join dataset_column origin on origin.column_id = edge.from_column_id
join dataset_column target on target.column_id = edge.to_column_id
where edge.edge_id = any($1::text[])
