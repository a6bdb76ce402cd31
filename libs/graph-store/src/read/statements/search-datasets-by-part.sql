-- Datasets by words that many names have, in the order of the parts of names that start with the last word: those parts between $2 and $3, except
-- of datasets with an earlier such part or one between $4 and $5. $1 the other words as patterns; $6, $7 part and dataset to go on after; at most
-- $8. Reads as many names as it gives, more where the other words are rarer. Leans on dataset_name_part_pkey, dataset_name_part_of_dataset.
select part as label, found.dataset_id, namespace, name,
       display_name, kind, null as column_name
from dataset_name_part found
join dataset on dataset.dataset_id = found.dataset_id
where part >= $2::text and part < $3::text
  and ($6::text is null or (part, found.dataset_id) > ($6::text, $7::bigint))
  and lower(display_name) like all($1::text[])
  and not exists (
    -- By the dataset: it has few parts, the range may have thousands.
    select from dataset_name_part earlier
    where earlier.dataset_id = found.dataset_id and earlier.part < found.part
      and (earlier.part || '' between $2 and $3 or earlier.part || '' between $4::text and $5::text))
order by part, found.dataset_id
limit $8
