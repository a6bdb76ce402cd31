-- The evidence for the edges into the datasets $1. By column_edge_into_dataset and edge_evidence_pkey.
select evidence.edge_id, evidence.evidence_key, evidence.row_hash
from dataset
join column_edge edge on edge.to_dataset_id = dataset.dataset_id
join edge_evidence evidence on evidence.edge_id = edge.edge_id
where dataset.name_key = any($1::text[])
