-- Columns of the datasets $1, and the columns $2, that are neither declared nor on any edge. By dataset_column_by_name,
-- column_edge_to and column_edge_from.
delete from dataset_column gone
where gone.column_id in (
    select column_id
    from dataset_column
    join dataset on dataset.dataset_id = dataset_column.dataset_id
    where dataset.name_key = any($1::text[])
    union all
    select unnest($2::bigint[])
  )
  and gone.ordinal is null
  and not exists (select from column_edge edge where edge.to_column_id = gone.column_id)
  and not exists (select from column_edge edge where edge.from_column_id = gone.column_id)
