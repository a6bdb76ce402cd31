-- A page of datasets by display name; leans on dataset_by_display_name, dataset_column_by_name, column_edge_into_dataset and
-- column_edge_out_of_dataset.
select dataset_id, namespace, name, display_name, kind, left(display_name, 500) as sort_name,
       (select count(*)::int from dataset_column where dataset_column.dataset_id = dataset.dataset_id
          and dataset_column.name <> '*') as column_count,
       (select count(distinct from_dataset_id)::int from column_edge
        where to_dataset_id = dataset.dataset_id and from_dataset_id <> dataset.dataset_id and valid_to is null) as upstream,
       (select count(distinct to_dataset_id)::int from column_edge
        where from_dataset_id = dataset.dataset_id and to_dataset_id <> dataset.dataset_id and valid_to is null) as downstream
from dataset
where $1::text is null or (left(display_name, 500), dataset_id) > ($1::text, $2::bigint)
order by left(display_name, 500), dataset_id
limit $3
