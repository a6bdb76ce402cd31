-- The same by address and column, where these are plain; see migrations/0014_plain_lineage.sql.
select root, hop_ways, hops, edge_counts, complete, edge_ids, near, far, direct, kinds, masking, dataset_ids, dataset_kinds, namespaces, names,
       display_names, columns
from lineage_page_of($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
