-- How much there is of everything; scans each table once. The ledger's figures are those of all runs: overlapping windows count twice,
-- `stored` does not. `distinct` are the texts that ran; those which only events carry belong to the events.
select
  ledger.seen, ledger.published, ledger.skipped,
  (select count(*)::int from execution) as stored,
  (select count(distinct sql_hash)::int from execution) as distinct,
  (select count(*)::int from reparse_request where open) as awaiting_reparse,
  (select count(*)::int from openlineage_event) as events,
  (select count(*)::int from dataset) as datasets,
  (select count(*)::int from dataset_column where name <> '*') as columns,
  edges.direct_edges, edges.indirect_edges, edges.star_edges,
  (select count(*)::int from (select from dirty union all select from stuck) owed) as awaiting_projection
from
  (select coalesce(sum(seen), 0)::int as seen, coalesce(sum(published), 0)::int as published,
          coalesce(sum(skipped), 0)::int as skipped
   from collection_run) ledger,
  (select count(*) filter (where direct)::int as direct_edges,
          count(*) filter (where not direct)::int as indirect_edges,
          count(*) filter (where direct and (origin.name = '*' or target.name = '*'))::int as star_edges
   from column_edge
   join dataset_column origin on origin.column_id = from_column_id
   join dataset_column target on target.column_id = to_column_id
   where valid_to is null) edges
