-- The warehouses that statements come from.
select source_id, kind, namespace from source order by source_id
