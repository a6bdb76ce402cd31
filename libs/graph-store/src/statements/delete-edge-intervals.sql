-- Earlier intervals of edges into the datasets $1 that are none any more: all but $2, $3, $4. By column_edge_into_dataset, edge_interval_pkey.
delete from edge_interval gone
using dataset, column_edge edge
where dataset.name_key = any($1::text[])
  and edge.to_dataset_id = dataset.dataset_id
  and gone.edge_id = edge.edge_id
  and not exists (
    select
    from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as wanted (edge_id, valid_from, valid_to)
    where wanted.edge_id = gone.edge_id and wanted.valid_from = gone.valid_from and wanted.valid_to = gone.valid_to
  )
