-- Statements and jobs by which current edges leave the columns $1, or the whole of their datasets ($2, their `*`), latest seen first. Texts
-- that differ in literals alone are one, told by the latest. Leans on column_edge_from and edge_evidence_pkey.
with said as (
  select evidence.producer, evidence.statement_kind, evidence.job,
         coalesce(evidence.shape_hash, evidence.sql_hash) as shape_hash, evidence.sql_hash,
         evidence.last_seen_at, evidence.executions, edge.from_column_id, edge.to_dataset_id
  from column_edge edge
  join edge_evidence evidence on evidence.edge_id = edge.edge_id
  where edge.valid_to is null and edge.from_column_id = any($1::bigint[] || $2::bigint[])
),
ran as (
  select producer, statement_kind, job, shape_hash, sum(executions)::int as executions, max(last_seen_at) as last_seen_at,
         (array_agg(sql_hash order by last_seen_at desc, sql_hash))[1] as sql_hash
  from (
    select producer, statement_kind, job, shape_hash, sql_hash, max(executions) as executions, max(last_seen_at) as last_seen_at
    from said
    group by producer, statement_kind, job, shape_hash, sql_hash
  ) text
  group by producer, statement_kind, job, shape_hash
)
select ran.producer, ran.statement_kind, ran.job, ran.sql_hash, statement_text.sql, ran.executions, ran.last_seen_at,
       touched.writes, touched.column_ids, touched.by_star
from ran
cross join lateral (
  select array_agg(distinct said.to_dataset_id::text) as writes, array_agg(distinct said.from_column_id::text) as column_ids,
         bool_and(said.from_column_id = any($2::bigint[])) as by_star
  from said
  where (said.producer, said.statement_kind, said.job, said.shape_hash)
    is not distinct from (ran.producer, ran.statement_kind, ran.job, ran.shape_hash)
) touched
left join statement_text on statement_text.sql_hash = ran.sql_hash
order by ran.last_seen_at desc, ran.sql_hash, ran.producer, ran.statement_kind, ran.job
limit $3
