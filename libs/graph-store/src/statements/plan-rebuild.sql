-- Scans, once, for somebody who asks what a rebuild would do.
select
  (select count(*) from dataset_name)::integer as names,
  (select count(*) from openlineage_event)::integer as events,
  (select count(*) from execution)::integer as executions,
  (select count(*) from dataset)::integer as datasets,
  (select count(*) from column_edge)::integer as edges,
  (select count(*) from dirty)::integer as waiting
