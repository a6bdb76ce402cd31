-- The columns $2 of the datasets $1, as far as they are there. By dataset_name_key_key and dataset_column_by_name.
select asked.ordinal::integer as ordinal, found.column_id, found.dataset_id
from unnest($1::text[], $2::text[]) with ordinality as asked (name_key, name, ordinal)
join dataset on dataset.name_key = asked.name_key
join dataset_column found on found.dataset_id = dataset.dataset_id and md5(found.name) = md5(asked.name)
