-- Datasets with who answers for them and how much they were read in the last 30 days of their own history; leans on the primary keys.
select dataset_id, namespace, name, display_name, kind, owners,
       (select coalesce(sum(recent.reads), 0)::int
        from dataset_usage_day recent
        where recent.dataset_id = dataset.dataset_id
          and recent.day > (select max(day) - 30 from dataset_usage_day newest
                            where newest.dataset_id = dataset.dataset_id)) as recent_reads
from dataset
where dataset_id = any($1::bigint[])
