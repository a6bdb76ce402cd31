-- Evidence for edges into the datasets $1 that is none any more: all but $2, $3. By column_edge_into_dataset, edge_evidence_pkey.
delete from edge_evidence gone
using dataset, column_edge edge
where dataset.name_key = any($1::text[])
  and edge.to_dataset_id = dataset.dataset_id
  and gone.edge_id = edge.edge_id
  and not exists (
    select
    from unnest($2::text[], $3::text[]) as wanted (edge_id, evidence_key)
    where wanted.edge_id = gone.edge_id and wanted.evidence_key = gone.evidence_key
  )
