-- A page by namespace and name, after $1 (the name key of the last one). By dataset_name_key_key.
select
  name_key as after,
  jsonb_build_object(
    'record', 'dataset', 'namespace', namespace, 'name', name, 'displayName', display_name, 'kind', kind,
    'description', description, 'owners', owners,
    'aliases', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('namespace', alias.namespace, 'name', alias.name, 'reason', alias.reason)
          order by alias.name_key, alias.reason
        ),
        '[]'
      )
      from dataset_alias alias
      where alias.dataset_id = dataset.dataset_id
    ),
    'columns', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('name', dataset_column.name, 'type', type, 'ordinal', ordinal)
          order by ordinal nulls last, dataset_column.name collate "C"
        ),
        '[]'
      )
      from dataset_column
      where dataset_column.dataset_id = dataset.dataset_id
    ),
    'writers', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'sqlHash', sql_hash, 'statementKind', statement_kind, 'job', job, 'lastRunAt', last_run_at at time zone 'UTC',
            'executions', executions
          )
          order by writer_key
        ),
        '[]'
      )
      from dataset_writer
      where dataset_writer.dataset_id = dataset.dataset_id
    ),
    'usage', (
      select coalesce(jsonb_agg(jsonb_build_object('day', day, 'reads', reads, 'writes', writes) order by day), '[]')
      from dataset_usage_day
      where dataset_usage_day.dataset_id = dataset.dataset_id
    )
  )::text as line
from dataset
where name_key > $1
order by name_key
limit $2
