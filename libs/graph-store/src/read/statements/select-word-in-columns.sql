-- Whether a column's name fits one of the patterns; leans on dataset_column_search.
select exists (select from dataset_column where lower(name) like any($1::text[])) as inside
