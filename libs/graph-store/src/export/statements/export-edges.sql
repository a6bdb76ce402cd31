-- A page by id, after $1. By column_edge_pkey.
select
  edge.edge_id as after,
  jsonb_build_object(
    'record', case when edge.direct then 'edge' else 'influence' end, 'id', edge.edge_id,
    'from', jsonb_build_object('namespace', origin_dataset.namespace, 'name', origin_dataset.name, 'column', origin.name),
    'to', jsonb_build_object('namespace', target_dataset.namespace, 'name', target_dataset.name, 'column', target.name),
    'kinds', edge.kinds, 'masking', edge.masking,
    'validFrom', edge.valid_from at time zone 'UTC', 'validTo', edge.valid_to at time zone 'UTC',
    'earlier', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('validFrom', valid_from at time zone 'UTC', 'validTo', valid_to at time zone 'UTC')
          order by edge_interval.valid_from
        ),
        '[]'
      )
      from edge_interval
      where edge_interval.edge_id = edge.edge_id
    )
  )::text as line
from column_edge edge
join dataset_column origin on origin.column_id = edge.from_column_id
join dataset_column target on target.column_id = edge.to_column_id
join dataset origin_dataset on origin_dataset.dataset_id = edge.from_dataset_id
join dataset target_dataset on target_dataset.dataset_id = edge.to_dataset_id
where edge.edge_id > $1
order by edge.edge_id
limit $2
