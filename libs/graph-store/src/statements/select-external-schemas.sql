-- Few rows: one per external schema, source and snapshot. By catalog_fact_by_source.
select fact.body, fact.observed_at, source.namespace
from catalog_fact fact
join source on source.source_id = fact.source_id
where fact.kind = 'external-schema'
order by fact.observed_at, fact.fact_key
