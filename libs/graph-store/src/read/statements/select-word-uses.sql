-- Whether a column's name fits one of the patterns $1, and how many datasets' names fit $2, counted up to $3; leans on dataset_column_search
-- and dataset_search.
select exists (select from dataset_column where lower(name) like any($1::text[])) as in_columns,
       (select count(*)::int from (select from dataset where lower(display_name) like $2::text limit $3) fitting) as datasets
