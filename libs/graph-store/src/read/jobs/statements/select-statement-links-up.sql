-- Which statements lead into the datasets $1 now, and from where; leans on column_edge_into_dataset and edge_evidence_pkey.
select distinct edge.from_dataset_id, edge.to_dataset_id, evidence.source_id, evidence.shape_hash
from column_edge edge
join edge_evidence evidence on evidence.edge_id = edge.edge_id
where edge.to_dataset_id = any($1::bigint[]) and edge.valid_to is null and evidence.shape_hash is not null
