-- How many datasets, and how many namespaces they lie in; scans datasets.
select count(*)::int as datasets, count(distinct namespace)::int as sources from dataset
