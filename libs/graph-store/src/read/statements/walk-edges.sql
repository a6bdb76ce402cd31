-- A walk, one row per hop; see migrations/0009_large_graphs.sql. `edge_ids` with $8 alone. Lists travel as text, which is many times cheaper to
-- take apart than arrays or rows.
select hop, complete, array_to_string(edge_ids, ',') as edge_ids, array_to_string(near, ',') as near, array_to_string(far, ',') as far,
       array_to_string(direct, ',') as direct, array_to_string(columns, ',') as columns, array_to_string(datasets, ',') as datasets,
       array_to_string(stars, ',', 'null') as stars, array_to_string(members, ',') as members, array_to_string(member_of, ',') as member_of
from walk_edges($1, $2, $3, $4, $5, $6, $7, $8)
order by hop
