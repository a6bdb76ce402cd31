-- Edges into the datasets $1 that hold no more: all but $2. By column_edge_into_dataset.
delete from column_edge edge
using dataset
where dataset.name_key = any($1::text[])
  and edge.to_dataset_id = dataset.dataset_id
  and not exists (select from unnest($2::text[]) as wanted (edge_id) where wanted.edge_id = edge.edge_id)
returning edge.from_column_id
