import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../../test/support/open-test-database';
import type { Database } from '../../store/database';
import { createGraphReader } from '../graph-reader';

const warehouse = { namespace: 'redshift://shop', name: 'dev.mart.daily' };

/** A dataset that a job of 60 texts writes, one a day, and that 1,500 jobs read for a dataset each. */
const seed = `
  insert into source values ('shop', 'redshift', 'redshift://shop');
  insert into dataset (dataset_id, name_key, namespace, name, display_name, kind) overriding system value
  select d, 'key' || d, 'redshift://shop', case d when 0 then 'dev.mart.daily' else 'dev.mart.t' || d end, 'mart.t' || d, 'table'
  from generate_series(0, 1500) d;
  insert into dataset_column (column_id, dataset_id, name) overriding system value select d, d, 'x' from generate_series(0, 1500) d;
  insert into column_edge (edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from)
  select 'edge' || d, 0, d, 0, d, true, '{IDENTITY}', false, '2026-03-01Z' from generate_series(1, 1500) d;
  insert into edge_evidence (edge_id, evidence_key, producer, source_id, sql_hash, shape_hash, statement_kind, kinds, masking, first_seen_at,
    last_seen_at, executions, sample_execution_ids)
  select 'edge' || d, 'evidence', 'redshift', 'shop', 'reader' || d, 'shape' || d, 'insert', '{IDENTITY}', false, '2026-03-01Z', '2026-03-01Z', 1, '{}'
  from generate_series(1, 1500) d;
  create temporary table ran as
  select 'reader' || d as hash, 'shape' || d as shape, d as dataset, timestamp '2026-03-01' as at from generate_series(1, 1500) d
  union all
  select 'text' || n, 'daily', 0, timestamp '2026-03-01' + n * interval '1 day' from generate_series(1, 60) n;
  insert into statement_text select hash, hash, hash from ran;
  insert into analysis select 'of ' || hash, 'shop', hash, shape, 'context', '1', 'insert', 'own', 'high', false, hash, '{}' from ran;
  insert into execution
  select 'shop', 'run of ' || hash, hash, 'context', 'redshift', 'dev', '{public}', 'history', null, null, 0, instant, instant, 'etl', null, 'success',
         'committed', '{}', ''
  from (select *, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"') as instant from ran) ran;
  insert into dataset_writer select dataset, hash, hash, 'insert', null, at, 1 from ran;`;

describe('jobs of a large warehouse', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.transaction((transaction) => transaction.query(seed));
  });
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  it('show the latest runs of all their texts, and when the first ran', async () => {
    const { jobs } = createGraphReader(database);

    const { items } = await jobs.jobs({ namespace: null, part: 'daily', states: [], limit: 10, offset: 0 });

    expect(items).toHaveLength(1);
    const [job] = items;
    expect(job!.sql).toBe('text60');
    expect(job!.firstSeenAt).toBe('2026-03-02T00:00:00.000000Z');
    expect(job!.lastSeenAt).toBe('2026-04-30T00:00:00.000000Z');
    expect(job!.latestRuns.map(({ startedAt }) => startedAt?.slice(0, 10))).toEqual(
      Array.from({ length: 10 }, (_, index) => `2026-04-${30 - index}`),
    );
    expect((await jobs.runs(job!, { limit: 5, offset: 55 })).total).toBe(60);
  });

  it('are filtered by how the latest run of all their texts ended', async () => {
    await database.query(`update execution set status = 'failed' where execution_id = 'run of text60'`);
    const { jobs } = createGraphReader(database);
    const inState = (state: 'FAILED' | 'COMPLETED', offset: number) =>
      jobs.jobs({ namespace: null, part: null, states: [state], limit: 10, offset });

    const failed = await inState('FAILED', 0);

    expect(failed.total).toBe(1);
    expect(failed.items.map(({ sql }) => sql)).toEqual(['text60']);
    expect((await inState('COMPLETED', 1_495)).items).toHaveLength(5);
  });

  it('make a graph of no more than can be drawn, where a hop reaches very many', async () => {
    const { jobs } = createGraphReader(database);
    const dataset = await jobs.dataset([warehouse]);

    const graph = await jobs.graph({ dataset: dataset! }, 5);

    expect(graph.complete).toBe(false);
    expect(graph.jobs.length + graph.datasets.length).toBeGreaterThan(1_900);
    expect(graph.jobs.length + graph.datasets.length).toBeLessThan(2_100);
  });
});
