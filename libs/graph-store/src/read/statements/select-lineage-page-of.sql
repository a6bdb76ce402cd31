-- The same by address and column, where these are plain; see migrations/0015_dataset_cards.sql.
select root, hops, edge_ids, from_columns, to_columns, direct, kinds, masking, cut_hops, cut_ids, cards
from lineage_page_of($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
