-- Names that external schemas may tie to a catalog. By catalog_fact_pkey; a scan of the names of their namespaces.
select distinct dataset_name.name_key
from catalog_fact fact
join source on source.source_id = fact.source_id
join dataset_name on (
  dataset_name.namespace = source.namespace
  and starts_with(dataset_name.name, (fact.body ->> 'database') || '.' || (fact.body ->> 'schema') || '.')
) or (
  dataset_name.namespace = fact.body ->> 'catalogNamespace'
  and starts_with(dataset_name.name, 'table/' || (fact.body ->> 'catalogDatabase') || '/')
)
where fact.fact_key = any($1) and fact.kind = 'external-schema'
