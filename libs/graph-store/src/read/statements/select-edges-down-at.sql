-- Edges that held at $4 and leave the given columns, each with the '*' of the dataset it leads to; leans on column_edge_down_all, edge_interval_pkey and
-- dataset_column_star.
select edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, star.column_id as star_id
from (
  select edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct
  from column_edge edge
  where from_column_id = any($1::bigint[]) and ($2::boolean is null or direct = $2)
    and ((valid_from <= $4::timestamptz and (valid_to is null or valid_to > $4::timestamptz)) or exists (
      select from edge_interval earlier
      where earlier.edge_id = edge.edge_id and earlier.valid_from <= $4::timestamptz and earlier.valid_to > $4::timestamptz))
  order by edge_id
  limit $3
) edge
left join dataset_column star on star.dataset_id = edge.to_dataset_id and star.name = '*'
order by edge_id
