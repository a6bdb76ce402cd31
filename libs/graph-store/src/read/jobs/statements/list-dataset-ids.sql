-- A page of a namespace's datasets by name; scans datasets: Marquez' lists have a total and an offset.
select dataset_id, count(*) over ()::int as total
from dataset
where namespace = $1
order by name, dataset_id
limit $2 offset $3
