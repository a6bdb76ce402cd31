-- Where words begin in the names of datasets, so that a search for a word that thousands of names have reads a page of them, not all: `.` before
-- what begins a part between dots, `_` before what begins another word. `shop.mart.order_daily` has .shop.mart.order_daily, .mart.order_daily,
-- .order_daily and _daily. In small letters; cut, since an index takes no long rows. Kept by triggers.
create table dataset_name_part (
  part       text collate "C" not null,
  dataset_id bigint not null references dataset on delete cascade,
  primary key (part, dataset_id)
);
create index dataset_name_part_of_dataset on dataset_name_part (dataset_id);

create function list_name_parts(changed_datasets bigint[]) returns void
language sql
as $$
  delete from dataset_name_part where dataset_id = any(changed_datasets);

  insert into dataset_name_part (part, dataset_id)
  select distinct case when before in ('', '.') then '.' else '_' end || substr(low, at, 100), dataset_id
  from (select dataset_id, lower(display_name) as low from dataset where dataset_id = any(changed_datasets)) named
  cross join lateral generate_series(1, least(length(low), 500)) at
  cross join lateral substr(low, at - 1, 1) before
  where before in ('', '.', '/', '_', '-');
$$;
select list_name_parts(array(select dataset_id from dataset));

create function list_new_name_parts() returns trigger
language plpgsql
as $$
begin
  perform list_name_parts(array(select dataset_id from changed));
  return null;
end
$$;
create function list_changed_name_parts() returns trigger
language plpgsql
as $$
begin
  perform list_name_parts(array(
    select dataset_id from changed join former using (dataset_id) where changed.display_name <> former.display_name));
  return null;
end
$$;
create trigger list_new_name_parts after insert on dataset
  referencing new table as changed for each statement execute function list_new_name_parts();
create trigger list_changed_name_parts after update on dataset
  referencing old table as former new table as changed for each statement execute function list_changed_name_parts();

-- Little more than half of what the indexes of edges took, which in large graphs is more than memory: ids are long, and a walk that shows edges
-- reads their rows anyway. One index each way, for now and for all times. Up: rows are read, several per page of them. Down: walks that only look
-- who is reached read the index alone.
create index column_edge_from on column_edge (from_column_id) include (to_column_id, to_dataset_id, direct, valid_to);
drop index column_edge_up;
drop index column_edge_down;
drop index column_edge_down_all;
alter index column_edge_up_all rename to column_edge_to;

-- As in 0007, and without the edges' ids where nobody asks for them. Leans on column_edge_to and column_edge_from, edge_interval_pkey,
-- dataset_column_star and dataset_column_by_name.
create or replace function walk_edges(
  root_columns  bigint[],
  root_datasets bigint[],
  down          boolean,
  only_direct   boolean, -- null: both kinds
  max_hops      integer,
  max_edges     integer,
  as_of         timestamptz, -- null: now
  detailed      boolean -- false: a walk down the edges of now reads indexes alone, and gives no `edge_ids`, `kinds` and `masking`
) returns table (
  hop       integer,
  -- false: the walk ends here, with the least ids of the edges of this hop.
  complete  boolean,
  -- The edges of this hop, from the column that was expanded to the one reached.
  edge_ids  text[],
  near      bigint[],
  far       bigint[],
  direct    boolean[],
  kinds     text[], -- of each edge, joined by `+`
  masking   boolean[],
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
      if as_of is not null then
        select array_agg(edge_id), array_agg(case when down then from_column_id else to_column_id end),
               array_agg(case when down then to_column_id else from_column_id end),
               array_agg(case when down then to_dataset_id else from_dataset_id end),
               array_agg(edge.direct), array_agg(array_to_string(edge.kinds, '+')), array_agg(edge.masking)
        into edge_ids, near, far, end_datasets, direct, kinds, masking
        from (
          select *
          from (
            select * from column_edge where down and from_column_id = any(next_columns)
            union all
            select * from column_edge where not down and to_column_id = any(next_columns)
          ) edge
          where (only_direct is null or edge.direct = only_direct)
            and (valid_from <= as_of and (valid_to is null or valid_to > as_of)
                 or exists (
                   select from edge_interval earlier
                   where earlier.edge_id = edge.edge_id and earlier.valid_from <= as_of and earlier.valid_to > as_of))
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      elsif not down then
        select array_agg(edge_id), array_agg(to_column_id), array_agg(from_column_id), array_agg(from_dataset_id),
               array_agg(edge.direct), array_agg(array_to_string(edge.kinds, '+')), array_agg(edge.masking)
        into edge_ids, near, far, end_datasets, direct, kinds, masking
        from (
          select * from column_edge edge
          where to_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      elsif detailed then
        select array_agg(edge_id), array_agg(from_column_id), array_agg(to_column_id), array_agg(to_dataset_id),
               array_agg(edge.direct), array_agg(array_to_string(edge.kinds, '+')), array_agg(edge.masking)
        into edge_ids, near, far, end_datasets, direct, kinds, masking
        from (
          select * from column_edge edge
          where from_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          order by case when not complete then edge_id end
          limit case when complete then room + 1 else room end
        ) edge;
      elsif complete then
        -- Without an order, that would have the heap read for ids.
        select array_agg(from_column_id), array_agg(to_column_id), array_agg(to_dataset_id), array_agg(edge.direct)
        into near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where from_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          limit room + 1
        ) edge;
      else
        select array_agg(from_column_id), array_agg(to_column_id), array_agg(to_dataset_id), array_agg(edge.direct)
        into near, far, end_datasets, direct
        from (
          select * from column_edge edge
          where from_column_id = any(next_columns) and (only_direct is null or edge.direct = only_direct) and valid_to is null
          order by edge_id
          limit room
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
