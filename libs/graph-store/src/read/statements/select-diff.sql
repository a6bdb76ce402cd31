-- A page of the edges that hold at one of two instants and not at the other, after $4; $3: at one dataset only. Reads all edges (of the
-- dataset), each with its earlier intervals by edge_interval_pkey.
select edge_id, holds_at_to as added
from (
  select edge.edge_id,
         (edge.valid_from <= $1::timestamptz and (edge.valid_to is null or edge.valid_to > $1)) or exists (
           select from edge_interval earlier
           where earlier.edge_id = edge.edge_id and earlier.valid_from <= $1::timestamptz and earlier.valid_to > $1) as holds_at_from,
         (edge.valid_from <= $2::timestamptz and (edge.valid_to is null or edge.valid_to > $2)) or exists (
           select from edge_interval earlier
           where earlier.edge_id = edge.edge_id and earlier.valid_from <= $2::timestamptz and earlier.valid_to > $2) as holds_at_to
  from column_edge edge
  where ($3::bigint is null or edge.to_dataset_id = $3 or edge.from_dataset_id = $3)
    and ($4::text is null or edge.edge_id > $4)
) state
where holds_at_from <> holds_at_to
order by edge_id
limit $5
