-- The three questions that every walk through the graph asks: what an address means, what lies within so many hops, and what the edges found
-- look like. As functions, because a session keeps their plans, behind a pooling proxy too: as statements, parsing and planning them took longer
-- than answering. Their plans are made once, for any arguments, and by index alone.

-- Datasets that an address names in full, the most exact reading first. Leans on dataset_name_key_key, dataset_alias_pkey, dataset_by_lower_name,
-- dataset_by_lower_display_name and dataset_column_by_name.
create function datasets_named(
  asked_key       text, -- name key, namespace and name: null when the address has none
  asked_namespace text,
  asked_name      text,
  asked           text,
  with_columns    boolean
) returns table (
  tier         integer,
  dataset_id   bigint,
  namespace    text,
  name         text,
  display_name text,
  kind         text,
  -- On request { ids, names } in declared order, '*' included.
  columns      json
)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  return query
  select best.tier, dataset_id, namespace, name, display_name, kind,
         case when with_columns then (
           select json_build_object('ids', json_agg(column_id::text), 'names', json_agg(declared.name))
           from (
             select column_id, dataset_column.name
             from dataset_column
             where dataset_column.dataset_id = dataset.dataset_id
             order by ordinal nulls last, dataset_column.name
           ) declared) end
  from (
    select min(reading.tier) as tier, dataset_id
    from (
      select 0 as tier, dataset_id from dataset where name_key = asked_key
      union all
      select 0, dataset_id from dataset_alias where name_key = asked_key
      union all
      select 1, dataset_id from dataset where md5(lower(name)) = md5(lower(asked_name)) and lower(namespace) = lower(asked_namespace)
      union all
      select 2, dataset_id from dataset where md5(lower(display_name)) = md5(lower(asked)) or md5(lower(name)) = md5(lower(asked))
    ) reading
    group by dataset_id
  ) best
  join dataset using (dataset_id)
  order by best.tier, namespace, name
  limit 100;
end
$$;

-- Breadth first, one set of columns per hop, every column expanded once. A row per hop, hop 0 being the roots. '*' of a dataset stands for all
-- of its columns: reaching '*' reaches each of them (`members`), and what touches '*' touches each of them, so the '*' of every dataset that
-- the walk comes to is expanded as well (`stars`). Sets are arrays, since a reader may not make temporary tables. Leans on column_edge_up and
-- column_edge_down, their siblings for all times, edge_interval_pkey, dataset_column_star and dataset_column_by_name.
create function walk_lineage(
  root_columns  bigint[],
  root_datasets bigint[],
  down          boolean,
  only_direct   boolean, -- null: both kinds
  max_hops      integer,
  max_edges     integer,
  as_of         timestamptz -- null: now
) returns table (
  hop       integer,
  -- false: the walk ends here, with the least ids of the edges of this hop.
  complete  boolean,
  -- The edges of this hop, from the column that was expanded to the one reached.
  edge_ids  text[],
  near      bigint[],
  far       bigint[],
  direct    boolean[],
  -- What this hop reached first, members included.
  columns   bigint[],
  datasets  bigint[],
  -- The '*' of the dataset of each of `columns`, null where it has none.
  stars     bigint[],
  -- All columns of the datasets that this hop reached as a whole.
  members   bigint[],
  member_of bigint[]
)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  room          integer  := max_edges;
  ends          bigint[] := root_columns;
  end_datasets  bigint[] := root_datasets;
  seen          bigint[] := '{}';
  seen_datasets bigint[] := '{}';
  opened        bigint[] := '{}'; -- every '*' that was expanded
  next_columns  bigint[];
  whole         bigint[];
begin
  hop := 0;
  complete := true;
  loop
    select array_agg(fresh.id), array_agg(fresh.dataset), array_agg(star.column_id),
           array_agg(fresh.dataset) filter (where fresh.id = star.column_id)
    into columns, datasets, stars, whole
    from (select unnest(ends), unnest(end_datasets) except select unnest(seen), unnest(seen_datasets)) fresh (id, dataset)
    left join dataset_column star on star.dataset_id = fresh.dataset and star.name = '*';

    members := null;
    member_of := null;
    if whole is not null then
      select array_agg(column_id), array_agg(dataset_id) into members, member_of
      from dataset_column
      where dataset_id = any(whole);

      select columns || array_agg(fresh.id), datasets || array_agg(fresh.dataset), stars || array_agg(null::bigint)
      into columns, datasets, stars
      from (
        select unnest(members), unnest(member_of)
        except select unnest(seen || columns), unnest(seen_datasets || datasets)
      ) fresh (id, dataset);
    end if;
    seen := seen || columns;
    seen_datasets := seen_datasets || datasets;
    return next;
    exit when hop = max_hops or not complete or columns is null;

    next_columns := array(select unnest(columns || stars) except select unnest(opened));
    opened := opened || stars;
    hop := hop + 1;
    -- Once as they come; when there are more than there is room for, again for those of the least ids.
    loop
      if down and as_of is null then
        select array_agg(edge_id), array_agg(from_column_id), array_agg(to_column_id), array_agg(to_dataset_id), array_agg(edge.direct)
        into edge_ids, near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where from_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      elsif down then
        select array_agg(edge_id), array_agg(from_column_id), array_agg(to_column_id), array_agg(to_dataset_id), array_agg(edge.direct)
        into edge_ids, near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where from_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and ((valid_from <= as_of and (valid_to is null or valid_to > as_of)) or exists (
            select from edge_interval earlier
            where earlier.edge_id = edge.edge_id and earlier.valid_from <= as_of and earlier.valid_to > as_of))
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      elsif as_of is null then
        select array_agg(edge_id), array_agg(to_column_id), array_agg(from_column_id), array_agg(from_dataset_id), array_agg(edge.direct)
        into edge_ids, near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where to_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      else
        select array_agg(edge_id), array_agg(to_column_id), array_agg(from_column_id), array_agg(from_dataset_id), array_agg(edge.direct)
        into edge_ids, near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where to_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and ((valid_from <= as_of and (valid_to is null or valid_to > as_of)) or exists (
            select from edge_interval earlier
            where earlier.edge_id = edge.edge_id and earlier.valid_from <= as_of and earlier.valid_to > as_of))
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      end if;
      exit when not complete or coalesce(cardinality(near), 0) <= room;
      complete := false;
    end loop;
    exit when near is null and complete;
    room := room - coalesce(cardinality(near), 0);
    ends := far;
  end loop;
end
$$;

-- What an edge list shows: the edges of the given ids and the datasets that they join, more datasets beside them, on request with their columns in
-- declared order. Two lists in one row, since waiting for a second answer takes longer than reading it. Leans on the primary keys and
-- dataset_column_by_name.
create function edge_details(asked_edges text[], also_datasets bigint[], with_columns boolean)
returns table (edges json, datasets json)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  return query
  with edge as materialized (
    select edge_id, kinds, masking, direct, from_dataset_id, origin.name as from_column, to_dataset_id, target.name as to_column
    from column_edge
    join dataset_column origin on origin.column_id = from_column_id
    join dataset_column target on target.column_id = to_column_id
    where edge_id = any(asked_edges)
  )
  select
    (select json_agg(json_build_object(
       'edge_id', edge_id, 'kinds', kinds, 'masking', masking, 'direct', direct, 'from_dataset_id', from_dataset_id::text,
       'from_column', from_column, 'to_dataset_id', to_dataset_id::text, 'to_column', to_column))
     from edge),
    (select json_agg(
       json_build_object(
         'dataset_id', dataset_id::text, 'namespace', namespace, 'name', dataset.name, 'display_name', display_name, 'kind', kind,
         -- Lists of names and types take half as long as objects.
         'columns', case when with_columns then (
           select json_build_object('names', json_agg(declared.name), 'types', json_agg(declared.type))
           from (
             select dataset_column.name, dataset_column.type
             from dataset_column
             where dataset_column.dataset_id = dataset.dataset_id and dataset_column.name <> '*'
             order by ordinal nulls last, dataset_column.name
           ) declared) end)
       order by dataset_id)
     from dataset
     where dataset_id in (
       select from_dataset_id from edge union select to_dataset_id from edge union select unnest(also_datasets)));
end
$$;
