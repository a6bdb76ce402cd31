-- The pseudo-column '*' of the given datasets; leans on dataset_column_by_name.
select column_id, dataset_id from dataset_column
where dataset_id = any($1::bigint[]) and md5(name) = md5('*')
