-- What people say about a dataset; leans on the primary key.
select description, owners from dataset where dataset_id = $1
