-- Datasets $1 that nothing shows any more. By dataset_name_key_key, column_edge_into_dataset and column_edge_out_of_dataset.
delete from dataset gone
where gone.name_key = any($1::text[])
  and not exists (select from column_edge edge where edge.to_dataset_id = gone.dataset_id)
  and not exists (select from column_edge edge where edge.from_dataset_id = gone.dataset_id)
