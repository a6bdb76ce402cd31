-- The latest sighting of each external schema. By catalog_fact_by_source.
select distinct on (source.namespace, fact.body ->> 'database', fact.body ->> 'schema')
  fact.body, fact.observed_at, source.namespace
from catalog_fact fact
join source on source.source_id = fact.source_id
where fact.kind = 'external-schema'
order by source.namespace, fact.body ->> 'database', fact.body ->> 'schema', fact.observed_at desc, fact.fact_key desc
