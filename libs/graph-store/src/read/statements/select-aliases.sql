-- Other names of a dataset; leans on dataset_alias_of_dataset.
select namespace, name, reason from dataset_alias where dataset_id = $1 order by namespace, name, reason
