-- Columns of one name, in any case. By its trigrams a common word such as `amount` is found in every name that only contains it.
create index dataset_column_by_lower_name on dataset_column (md5(lower(name)), dataset_id);
