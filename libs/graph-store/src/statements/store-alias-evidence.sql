-- Evidence once, with its earliest time. Arbiter: alias_evidence_pkey.
with stored as (
  insert into alias_evidence as kept (evidence_key, kind, name_key, other_key, observed_at, body)
  select evidence_key, kind, name_key, other_key, observed_at, body
  from jsonb_to_recordset($1::jsonb) as incoming (
    evidence_key text, kind text, name_key text, other_key text, observed_at text, body jsonb
  )
  order by evidence_key
  on conflict (evidence_key) do update
  set observed_at = excluded.observed_at
  where excluded.observed_at < kept.observed_at
  returning name_key, other_key
)
insert into dirty (kind, key)
select 'name', unnest(array[name_key, other_key])
from stored
