-- The cards of the datasets that edges join, and of one more; see migrations/0015_dataset_cards.sql. Leans on the primary keys.
select json_agg(card order by dataset_id) as cards
from dataset_card
where dataset_id = any(array(
  select from_dataset_id from column_edge where edge_id = any($1::text[])
  union
  select to_dataset_id from column_edge where edge_id = any($1::text[])
  union
  select $2::bigint
))
