-- Datasets of a name, in any namespace and any case; leans on dataset_by_lower_name.
select dataset_id from dataset where md5(lower(name)) = md5(lower($1))
