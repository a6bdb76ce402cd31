-- `kinds` come as one text each, parted by spaces. Arbiter: column_edge_pkey.
insert into column_edge (
  edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from, valid_to, row_hash
)
select
  edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, string_to_array(kinds, ' '), masking, valid_from,
  valid_to, row_hash
from unnest(
  $1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[], $7::text[], $8::boolean[],
  $9::timestamptz[], $10::timestamptz[], $11::bigint[]
) as incoming (
  edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from, valid_to, row_hash
)
on conflict (edge_id) do update
set
  kinds = excluded.kinds, masking = excluded.masking, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  row_hash = excluded.row_hash
