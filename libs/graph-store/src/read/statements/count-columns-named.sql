-- Columns of a name in any case, counted up to $2; leans on dataset_column_by_lower_name.
select count(*)::int as columns from (select from dataset_column where md5(lower(name)) = md5($1::text) limit $2) named
