-- The edges around columns and, when they fit a page, the datasets they join; see migrations/0015_dataset_cards.sql.
select hops, edge_ids, from_columns, to_columns, direct, kinds, masking, cut_hops, cut_ids, cards
from lineage_page($1, $2, $3, $4, $5, $6, $7, $8)
