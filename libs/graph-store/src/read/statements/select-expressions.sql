-- The expression of each edge as its latest evidence has it; leans on edge_evidence_pkey.
select distinct on (edge_id) edge_id, expression, sql_hash
from edge_evidence
where edge_id = any($1::text[])
order by edge_id, (expression is null), last_seen_at desc, evidence_key
