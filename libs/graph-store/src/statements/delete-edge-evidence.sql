-- By edge_evidence_pkey.
delete from edge_evidence evidence
using unnest($1::text[], $2::text[]) as gone (edge_id, evidence_key)
where evidence.edge_id = gone.edge_id and evidence.evidence_key = gone.evidence_key
