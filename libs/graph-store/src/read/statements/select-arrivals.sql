-- The columns that edges lead to, with all the ways in which they do; leans on the primary keys.
select target.dataset_id, target.column_id, target.name, array_agg(distinct kind) as kinds
from column_edge edge
join dataset_column target on target.column_id = edge.to_column_id
cross join lateral unnest(edge.kinds) kind
where edge.edge_id = any($1::text[])
group by target.dataset_id, target.column_id, target.name
