-- The columns $2 that edges lead to from the columns $1, with all the ways in which they do, now or as of $3; leans on column_edge_to,
-- edge_interval_pkey and dataset_column_pkey.
select target.dataset_id, target.column_id, target.name, array_agg(distinct kind) as kinds
from column_edge edge
join dataset_column target on target.column_id = edge.to_column_id
cross join lateral unnest(edge.kinds) kind
where edge.to_column_id = any($2::bigint[]) and edge.from_column_id = any($1::bigint[])
  and case when $3::timestamptz is null then valid_to is null
           else valid_from <= $3 and (valid_to is null or valid_to > $3)
                or exists (
                  select from edge_interval earlier
                  where earlier.edge_id = edge.edge_id and earlier.valid_from <= $3 and earlier.valid_to > $3) end
group by target.dataset_id, target.column_id, target.name
