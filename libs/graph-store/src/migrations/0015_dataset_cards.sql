-- Lineage of one column in two thirds of the time: where no '*' is met and all edges fit a page it is walked by one statement, and what pages show
-- of a dataset is read as one row.

-- What pages of edges show of each dataset: {dataset_id, namespace, name, display_name, kind, ids, names, types}, the last three lists of its columns
-- that belong together, in declared order, then those that only edges name, '*' included. Putting the rows of dataset_column in order took longer than
-- the walk. Kept by triggers.
create table dataset_card (
  dataset_id bigint primary key references dataset on delete cascade,
  -- One of its columns is '*'.
  starred    boolean not null,
  card       json not null
);

-- Leans on dataset_pkey and dataset_column_by_name, whatever statistics there are.
create function write_cards(changed_datasets bigint[]) returns void
language sql
set enable_seqscan = off
as $$
  insert into dataset_card (dataset_id, starred, card)
  select dataset.dataset_id, columns.starred,
         json_build_object(
           'dataset_id', dataset.dataset_id::text, 'namespace', namespace, 'name', dataset.name, 'display_name', display_name, 'kind', kind,
           'ids', columns.ids, 'names', columns.names, 'types', columns.types)
  from dataset
  cross join lateral (
    select coalesce(bool_or(name = '*'), false) as starred, coalesce(json_agg(column_id), '[]') as ids, coalesce(json_agg(name), '[]') as names,
           coalesce(json_agg(type), '[]') as types
    from (
      select column_id, name, type
      from dataset_column
      where dataset_column.dataset_id = dataset.dataset_id
      order by ordinal nulls last, name
    ) declared
  ) columns
  where dataset.dataset_id = any(changed_datasets)
  on conflict (dataset_id) do update set starred = excluded.starred, card = excluded.card;
$$;
select write_cards(array(select dataset_id from dataset));

create function write_cards_of_new_datasets() returns trigger
language plpgsql
as $$
begin
  perform write_cards(array(select dataset_id from changed));
  return null;
end
$$;
create function write_cards_of_changed_datasets() returns trigger
language plpgsql
as $$
begin
  perform write_cards(array(
    select dataset_id
    from changed
    join former using (dataset_id)
    where (changed.namespace, changed.name, changed.display_name, changed.kind)
      is distinct from (former.namespace, former.name, former.display_name, former.kind)));
  return null;
end
$$;
create function write_cards_of_changed_columns() returns trigger
language plpgsql
as $$
begin
  perform write_cards(array(select distinct dataset_id from changed));
  return null;
end
$$;
create trigger write_cards_of_new_datasets after insert on dataset
  referencing new table as changed for each statement execute function write_cards_of_new_datasets();
create trigger write_cards_of_changed_datasets after update on dataset
  referencing old table as former new table as changed for each statement execute function write_cards_of_changed_datasets();
create trigger write_cards_of_new_columns after insert on dataset_column
  referencing new table as changed for each statement execute function write_cards_of_changed_columns();
create trigger write_cards_of_changed_columns after update on dataset_column
  referencing new table as changed for each statement execute function write_cards_of_changed_columns();
create trigger write_cards_of_fewer_columns after delete on dataset_column
  referencing old table as changed for each statement execute function write_cards_of_changed_columns();

drop trigger list_new_columns on dataset_column;
drop trigger list_changed_columns on dataset_column;
drop trigger list_fewer_columns on dataset_column;
drop function list_changed_columns();
drop function list_columns(bigint[]);
drop function lineage_page_of(text, text, text, text, text, boolean[], boolean, integer, integer, timestamptz, integer);
drop function lineage_page(bigint[], bigint[], boolean[], boolean, integer, integer, timestamptz, integer);
drop function datasets_shown(bigint[]);
drop table column_list;

-- As in 0007, with cards. Leans on dataset_name_key_key, dataset_alias_pkey, dataset_by_lower_name, dataset_by_lower_display_name and dataset_card_pkey.
create or replace function datasets_named(
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
  -- On request: its card.
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
           select card from dataset_card where dataset_card.dataset_id = dataset.dataset_id) end
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

-- Edges around columns with the cards of the datasets that they join, in one row, since waiting for a second answer takes longer than reading it. By
-- one walk or two. Lists of words without commas in them travel as texts. Leans on column_edge_to, column_edge_from, dataset_card_pkey and walk_edges.
create function lineage_page(
  root_columns  bigint[],
  root_datasets bigint[],
  ways          boolean[], -- false: up, true: down
  only_direct   boolean, -- null: both kinds
  max_hops      integer,
  max_edges     integer, -- of each walk
  as_of         timestamptz, -- null: now
  page_size     integer
) returns table (
  -- Of each edge; one may come again, farther away.
  hops          text,
  edge_ids      text,
  from_columns  text,
  to_columns    text,
  direct        text,
  kinds         text, -- joined by `+`
  masking       text,
  -- The last edge of each walk that looked at all it may.
  cut_hops      text,
  cut_ids       text,
  -- By id; null: there are more edges than a page takes.
  cards         json
)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  edges   integer;
  reached bigint[];
  starred boolean;
begin
  -- Most questions are so: all in one statement, where walk_edges takes two for each hop. A column is expanded for each edge and distance that it
  -- is found by, so this is given up beyond as many rows as a page has.
  if as_of is null then
    with recursive up (hop, edge_id, from_column, to_column, direct, kinds, masking, dataset_id) as (
      select 0, null collate "C", root.column_id, null::bigint, null::boolean, null, null::boolean, root.dataset_id
      from unnest(root_columns, root_datasets) as root (column_id, dataset_id)
      where false = any(ways)
      union
      select up.hop + 1, edge.edge_id, edge.from_column_id, edge.to_column_id, edge.direct, array_to_string(edge.kinds, '+'), edge.masking,
             edge.from_dataset_id
      from up
      join column_edge edge on edge.to_column_id = up.from_column
      where up.hop < max_hops and valid_to is null and (only_direct is null or edge.direct = only_direct)
    ), down (hop, edge_id, from_column, to_column, direct, kinds, masking, dataset_id) as (
      select 0, null collate "C", null::bigint, root.column_id, null::boolean, null, null::boolean, root.dataset_id
      from unnest(root_columns, root_datasets) as root (column_id, dataset_id)
      where true = any(ways)
      union
      select down.hop + 1, edge.edge_id, edge.from_column_id, edge.to_column_id, edge.direct, array_to_string(edge.kinds, '+'), edge.masking,
             edge.to_dataset_id
      from down
      join column_edge edge on edge.from_column_id = down.to_column
      where down.hop < max_hops and valid_to is null and (only_direct is null or edge.direct = only_direct)
    )
    select count(*), string_agg(hop::text, ','), string_agg(edge_id, ','), string_agg(from_column::text, ','), string_agg(to_column::text, ','),
           string_agg(left(direct::text, 1), ','), string_agg(kinds, ','), string_agg(left(masking::text, 1), ','), array_agg(dataset_id)
    into edges, hops, edge_ids, from_columns, to_columns, direct, kinds, masking, reached
    from (
      (select * from up where hop > 0 limit page_size + 1)
      union all
      (select * from down where hop > 0 limit page_size + 1)
    ) walked;
    if edges <= page_size then
      select json_agg(card order by dataset_id), bool_or(dataset_card.starred)
      into cards, starred
      from dataset_card
      where dataset_id = any(root_datasets || reached);
      if not starred then
        return next;
        return;
      end if;
    end if;
  end if;

  with walked as materialized (
    select way, walk.*
    from unnest(ways) way
    cross join walk_edges(root_columns, root_datasets, way, only_direct, max_hops, max_edges, as_of, true) walk
  )
  select string_agg(rtrim(repeat(hop || ',', cardinality(edge_ids)), ','), ','),
         string_agg(array_to_string(edge_ids, ','), ','), string_agg(array_to_string(case when way then near else far end, ','), ','),
         string_agg(array_to_string(case when way then far else near end, ','), ','), string_agg(array_to_string(direct, ','), ','),
         string_agg(array_to_string(kinds, ','), ','), string_agg(array_to_string(masking, ','), ','),
         string_agg(hop::text, ',') filter (where not complete),
         string_agg((select max(edge_id collate "C") from unnest(edge_ids) edge_id), ',') filter (where not complete),
         case when sum(cardinality(edge_ids)) > page_size then null else array(select unnest(datasets) from walked) end
  into hops, edge_ids, from_columns, to_columns, direct, kinds, masking, cut_hops, cut_ids, reached
  from walked;
  cards := null;
  if reached is not null then
    select json_agg(card order by dataset_id) into cards from dataset_card where dataset_id = any(root_datasets || reached);
  end if;
  return next;
end
$$;

-- The same for one address in full and one column as its source spells it (null: all columns), when these mean one thing only: most questions are
-- so, and then answered at once. No row: they are not so plain; without cards: their edges do not fit a page. The readings of an address are
-- those of datasets_named. Leans on dataset_name_key_key, dataset_alias_pkey, dataset_by_lower_name, dataset_by_lower_display_name,
-- dataset_column_by_name and lineage_page.
create function lineage_page_of(
  asked_key       text, -- name key, namespace and name: null when the address has none
  asked_namespace text,
  asked_name      text,
  asked           text,
  asked_column    text,
  ways            boolean[],
  only_direct     boolean,
  max_hops        integer,
  max_edges       integer,
  as_of           timestamptz,
  page_size       integer
) returns table (
  root         bigint,
  hops         text,
  edge_ids     text,
  from_columns text,
  to_columns   text,
  direct       text,
  kinds        text,
  masking      text,
  cut_hops     text,
  cut_ids      text,
  cards        json
)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  roots        bigint[];
  root_columns bigint[];
begin
  if asked_key is not null then
    roots := array(
      select dataset_id from dataset where name_key = asked_key
      union
      select dataset_id from dataset_alias where name_key = asked_key);
    if roots = '{}' then
      roots := array(
        select dataset_id
        from dataset
        where md5(lower(name)) = md5(lower(asked_name)) and lower(namespace) = lower(asked_namespace));
    end if;
  end if;
  if coalesce(roots, '{}') = '{}' then
    roots := array(
      select dataset_id
      from dataset
      where md5(lower(display_name)) = md5(lower(asked)) or md5(lower(name)) = md5(lower(asked)));
  end if;
  if cardinality(roots) <> 1 then return; end if;

  root_columns := array(
    select column_id
    from dataset_column
    where dataset_id = roots[1] and (asked_column is null or md5(name) = md5(asked_column) and name = asked_column));
  if root_columns = '{}' then return; end if;

  return query
  select roots[1], page.*
  from lineage_page(
    root_columns, array_fill(roots[1], array[cardinality(root_columns)]), ways, only_direct, max_hops, max_edges, as_of, page_size) page;
end
$$;
