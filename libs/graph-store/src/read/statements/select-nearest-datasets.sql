-- Of the datasets $1 the first $4 in the order of what people call them, after $2 (the name) and $3 (the id as people see it); leans on dataset_pkey.
select dataset_id, namespace, name, display_name, kind
from dataset
where dataset_id = any($1::bigint[])
  and ($2::text is null
       or display_name collate "C" >= $2::text
          and (display_name collate "C", (namespace || '/' || name) collate "C") > ($2::text, $3::text))
order by display_name collate "C", (namespace || '/' || name) collate "C"
limit $4
