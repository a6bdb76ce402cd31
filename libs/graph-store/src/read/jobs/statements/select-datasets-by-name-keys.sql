-- Datasets by keys of their names or of other names of theirs; leans on dataset_name_key_key and dataset_alias_pkey.
select name_key, dataset_id from dataset where name_key = any($1::text[])
union
select name_key, dataset_id from dataset_alias where name_key = any($1::text[])
