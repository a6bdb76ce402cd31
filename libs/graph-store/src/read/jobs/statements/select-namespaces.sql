-- Where datasets lie and jobs run; scans the names.
select namespace, bool_or(has_datasets) as has_datasets
from (
  select namespace, true as has_datasets from dataset group by namespace
  union all
  select job_namespace, false from openlineage_run group by job_namespace
  union all
  select namespace, false from source
) named
group by namespace
order by namespace
