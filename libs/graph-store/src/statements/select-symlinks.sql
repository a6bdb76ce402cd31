-- By alias_evidence_by_name; the links that catalogs tell of are taken from their snapshots.
select distinct name_key, other_key
from alias_evidence
where name_key = any($1) and kind = 'symlink'
order by name_key, other_key
