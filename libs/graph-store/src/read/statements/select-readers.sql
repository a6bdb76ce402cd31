-- Statements and jobs by which current edges leave the given columns, latest seen first; leans on column_edge_down and edge_evidence_pkey.
select evidence.sql_hash, evidence.producer, evidence.statement_kind, evidence.job, min(statement_text.sql) as sql,
       array_agg(distinct edge.to_dataset_id::text) as writes, bool_and(origin.name = '*') as by_star,
       max(evidence.last_seen_at) as last_seen_at, max(evidence.executions) as executions
from column_edge edge
join dataset_column origin on origin.column_id = edge.from_column_id
join edge_evidence evidence on evidence.edge_id = edge.edge_id
left join statement_text on statement_text.sql_hash = evidence.sql_hash
where edge.valid_to is null and edge.from_column_id = any($1::bigint[])
group by evidence.sql_hash, evidence.producer, evidence.statement_kind, evidence.job
order by max(evidence.last_seen_at) desc, evidence.sql_hash, evidence.producer, evidence.statement_kind, evidence.job
limit $2
