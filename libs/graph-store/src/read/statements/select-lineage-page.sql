-- The edges around columns and, when they fit a page, the datasets they join; see migrations/0014_plain_lineage.sql.
select hop_ways, hops, edge_counts, complete, edge_ids, near, far, direct, kinds, masking, dataset_ids, dataset_kinds, namespaces, names,
       display_names, columns
from lineage_page($1, $2, $3, $4, $5, $6, $7, $8)
