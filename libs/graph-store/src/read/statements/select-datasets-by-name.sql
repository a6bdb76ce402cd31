-- Datasets that an address names in full, the most exact reading first; see migrations/0005_read_functions.sql.
select tier, dataset_id, namespace, name, display_name, kind, columns from datasets_named($1, $2, $3, $4, $5)
