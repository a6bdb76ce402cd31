-- Arbiter: column_edge_pkey.
insert into column_edge (
  edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from, valid_to, row_hash
)
select
  incoming.edge_id, origin.column_id, target.column_id, origin.dataset_id, target.dataset_id, incoming.direct, incoming.kinds,
  incoming.masking, incoming.valid_from, incoming.valid_to, incoming.row_hash
from jsonb_to_recordset($1::jsonb) as incoming (
  edge_id text, from_key text, from_column text, to_key text, to_column text, direct boolean, kinds text[], masking boolean,
  valid_from timestamptz, valid_to timestamptz, row_hash bigint
)
join dataset from_dataset on from_dataset.name_key = incoming.from_key
join dataset_column origin
  on origin.dataset_id = from_dataset.dataset_id and md5(origin.name) = md5(incoming.from_column)
join dataset to_dataset on to_dataset.name_key = incoming.to_key
join dataset_column target
  on target.dataset_id = to_dataset.dataset_id and md5(target.name) = md5(incoming.to_column)
on conflict (edge_id) do update
set
  kinds = excluded.kinds, masking = excluded.masking, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  row_hash = excluded.row_hash
