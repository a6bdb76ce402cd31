-- Of all edges, so that each is written again whatever it was thought to hold.
with forgotten as (
  update edge_evidence set row_hash = null
)
update column_edge set row_hash = null
