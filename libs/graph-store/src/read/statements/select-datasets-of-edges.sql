-- The datasets that edges join, and one more, with their columns; see migrations/0007_read_pages.sql. Leans on the primary keys.
select dataset_ids, dataset_kinds, namespaces, names, display_names, columns
from datasets_shown(array(
  select from_dataset_id from column_edge where edge_id = any($1::text[])
  union
  select to_dataset_id from column_edge where edge_id = any($1::text[])
  union
  select $2::bigint
))
