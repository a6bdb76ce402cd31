-- Every name of a dataset, its own and its aliases. By dataset_pkey, dataset_alias_of_dataset.
select name_key from dataset where dataset_id = $1
union
select name_key from dataset_alias where dataset_id = $1
