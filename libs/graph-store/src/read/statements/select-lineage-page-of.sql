-- The same by address and column, where these are plain; see migrations/0007_read_pages.sql.
select root, (page).hop_ways, (page).hops, (page).edge_counts, (page).complete, (page).edge_ids, (page).near, (page).far, (page).direct,
       (page).kinds, (page).masking, (page).dataset_ids, (page).dataset_kinds, (page).namespaces, (page).names, (page).display_names,
       (page).columns
from lineage_page_of($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
