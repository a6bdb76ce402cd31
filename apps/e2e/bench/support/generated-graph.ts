import type pg from 'pg';

/** Of each dataset; their ids lie together. */
export const COLUMNS = 25;

/** Edges for each dataset: about what a warehouse of thousands of models has. */
const EDGES_PER_DATASET = 40;

export const datasetsFor = (edges: number): number => Math.ceil(edges / EDGES_PER_DATASET);

/**
 * Fills the projection tables with a graph of `edges` column edges without cycles. It is skewed as real ones are: an edge into dataset d
 * comes from dataset d · r³ (r uniform), so early datasets feed much of the graph and most feed little; a fifth are influences. Rows lie as
 * the writer leaves them, which projects a dataset at a time: its columns together, and the edges into it. No dataset has a `*`, which the
 * writer keeps only where an edge names it.
 */
export async function generateGraph(client: pg.Client, edges: number): Promise<void> {
  const datasets = datasetsFor(edges);
  const indexes = await dropIndexes(client);
  await client.query(`
    set session_replication_role = replica;
    select setseed(0.5);
    insert into dataset (dataset_id, name_key, namespace, name, display_name, kind) overriding system value
    select d, encode(sha256(d::text::bytea), 'hex'), 'redshift://bench', n.name, n.name, 'table'
    from generate_series(0, ${datasets - 1}) d
    cross join lateral (select format('shop.%s.%s_%s_%s',
      (array['raw', 'stage', 'core', 'mart', 'report'])[1 + d % 5],
      (array['order', 'customer', 'payment', 'invoice', 'shipment', 'session', 'campaign', 'refund'])[1 + d / 5 % 8],
      (array['daily', 'fact', 'dim', 'history', 'latest'])[1 + d / 40 % 5], d) as name) n;
    insert into dataset_column (column_id, dataset_id, name, type, ordinal) overriding system value
    select d * ${COLUMNS} + c, d,
      (array['id', 'amount', 'status', 'created_at', 'country'])[1 + c % 5] || '_' || c, 'varchar', c
    from generate_series(0, ${datasets - 1}) d, generate_series(0, ${COLUMNS - 1}) c
    order by d, c;
    insert into column_edge (edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from)
    select encode(sha256(e::text::bytea), 'hex'), f * ${COLUMNS} + fc, t * ${COLUMNS} + tc, f, t, direct,
      case when direct then '{IDENTITY}' else '{FILTER}' end::text[], false, '2026-01-01Z'
    from (
      select e, t, floor(t * power(random(), 3))::bigint as f, floor(random() * ${COLUMNS})::bigint as fc,
        floor(random() * ${COLUMNS})::bigint as tc, random() < 0.8 as direct
      from (select e, 1 + floor(random() * ${datasets - 1})::bigint as t from generate_series(1, ${edges}) e) s
    ) s
    order by t;
    reset session_replication_role;
    select list_name_parts(array(select dataset_id from dataset));
    set maintenance_work_mem = '512MB';`);
  for (const index of indexes) await client.query(index);
  await client.query('select write_cards(array(select dataset_id from dataset))');
  await client.query('vacuum analyze dataset');
  await client.query('vacuum analyze dataset_name_part');
  await client.query('vacuum analyze dataset_column');
  await client.query('vacuum analyze column_edge');
  await client.query('vacuum analyze dataset_card');
  // Else whoever reads first may have to write what was generated: an answer out of 10 M edges took 5.9 ms, and at rest 3.3 to 4.7.
  await client.query('checkpoint');
}

/** Drops the plain indexes of the tables to be filled, since building them afterwards takes a third of the time; returns what makes them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid in ('dataset'::regclass, 'dataset_column'::regclass, 'column_edge'::regclass)
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Versions of each edge in the other layout: a table that was rewritten three times has three. */
const VERSIONS = 3;

/**
 * The same graph as Marquez lays it out: a row of column_lineage per edge and version of the output dataset, fields and versions as UUIDs.
 * Indexes in both directions, which is generous.
 */
export async function generateVersionedLayout(client: pg.Client): Promise<void> {
  await client.query(`
    create table dataset_field as
    select md5(column_id::text)::uuid as uuid, dataset.namespace, dataset.name as dataset_name, dataset_column.name, type
    from dataset_column
    join dataset using (dataset_id);
    alter table dataset_field add primary key (uuid);
    create table column_lineage as
    select md5(to_dataset_id || '/' || v)::uuid as output_dataset_version_uuid, md5(to_column_id::text)::uuid as output_dataset_field_uuid,
      md5(from_dataset_id || '/' || v)::uuid as input_dataset_version_uuid, md5(from_column_id::text)::uuid as input_dataset_field_uuid,
      kinds[1] as transformation_type, valid_from + v * interval '1 day' as created_at, valid_from + v * interval '1 day' as updated_at
    from (select distinct on (from_column_id, to_column_id) * from column_edge) edge, generate_series(1, ${VERSIONS}) v
    order by to_dataset_id, v;
    create unique index on column_lineage
      (output_dataset_version_uuid, output_dataset_field_uuid, input_dataset_version_uuid, input_dataset_field_uuid);
    create index on column_lineage (output_dataset_field_uuid, updated_at);
    create index on column_lineage (input_dataset_field_uuid, updated_at);`);
  await client.query('vacuum analyze dataset_field');
  await client.query('vacuum analyze column_lineage');
}

/** The fields up (or down) from a field by name, with their distance and how they are reached: newest version of each pair. */
export const versionedWalk = (direction: 'up' | 'down'): string => {
  const [near, far] = direction === 'up' ? ['output', 'input'] : ['input', 'output'];
  return `
    with recursive walk(field, depth, kind) as (
      select $1::uuid, 0, null::text
      union
      select latest.${far}_dataset_field_uuid, walk.depth + 1, latest.transformation_type
      from walk
      cross join lateral (
        select distinct on (output_dataset_field_uuid, input_dataset_field_uuid) *
        from column_lineage where ${near}_dataset_field_uuid = walk.field
        order by output_dataset_field_uuid, input_dataset_field_uuid, updated_at desc
      ) latest
      where walk.depth < $2
    ),
    reached as (select field, min(depth) as depth, array_agg(distinct kind) as kinds from walk group by field)
    select reached.depth, reached.kinds, namespace, dataset_name, name, type
    from reached
    join dataset_field on uuid = field
    order by depth, dataset_name, name`;
};

/** The least that a walk can cost: ids of columns with their distance, by one recursive query over the same indexes. */
export const idsOnly = (direction: 'up' | 'down'): string => {
  const [near, far] = direction === 'up' ? ['to', 'from'] : ['from', 'to'];
  return `
    with recursive walk(column_id, hop) as (
      select $1::bigint, 0
      union
      select edge.${far}_column_id, hop + 1
      from walk
      join column_edge edge on edge.${near}_column_id = walk.column_id
      where hop < $2 and valid_to is null
    )
    select column_id, min(hop) as hop from walk group by column_id`;
};

/** The least that a search can cost: one page of the datasets whose names contain a word, in no order. */
export const namesContaining = `
  select dataset_id, namespace, name, display_name from dataset where lower(display_name) like '%' || $1::text || '%' limit 21`;

/** How many names there are with all words of a question: of datasets, and of columns behind their datasets' names. */
export const namesFitting = `
  select (select count(*) from dataset where lower(display_name) like all($1::text[]))::int
       + (select count(*) from dataset_column join dataset using (dataset_id)
          where lower(display_name || '.' || dataset_column.name) like all($1::text[])
            and lower(dataset_column.name) like ($1::text[])[cardinality($1::text[])])::int as count`;
