-- The pseudo-column '*' of the given datasets; leans on dataset_column_star.
select column_id, dataset_id from dataset_column
where dataset_id = any($1::bigint[]) and name = '*'
