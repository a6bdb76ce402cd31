-- Datasets by id; leans on the primary key.
select dataset_id, namespace, name, display_name, kind from dataset where dataset_id = any($1::bigint[])
