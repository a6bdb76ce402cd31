-- The datasets next to one, with the side they are on; leans on column_edge_into_dataset and column_edge_out_of_dataset.
(select 'up' as side, dataset_id, namespace, name, display_name, kind
 from dataset
 where dataset_id <> $1
   and dataset_id in (select from_dataset_id from column_edge where to_dataset_id = $1 and valid_to is null)
 order by display_name, dataset_id
 limit $2)
union all
(select 'down', dataset_id, namespace, name, display_name, kind
 from dataset
 where dataset_id <> $1
   and dataset_id in (select to_dataset_id from column_edge where from_dataset_id = $1 and valid_to is null)
 order by display_name, dataset_id
 limit $2)
