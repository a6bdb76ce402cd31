import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database, Queryable } from '../store/database';
import { createGraphReader, type GraphReader } from './graph-reader';

jest.setTimeout(120_000);

/** What a transaction read: sequential scans by table, and rows found by index. */
interface Reading {
  readonly scanned: readonly string[];
  readonly rows: number;
}

interface Counted {
  readonly name: string;
  readonly scans: number;
  readonly rows: number;
}

/** The counts of a session, which go on from one transaction to the next until the server collects them, at most once a second. */
const counted = (at: Queryable): Promise<Counted[]> =>
  at.query<Counted>(`
    select relname::text as name,
           case when relkind = 'r' then pg_stat_get_xact_numscans(oid) else 0 end::int as scans,
           case when relkind = 'i' then pg_stat_get_xact_tuples_returned(oid) else 0 end::int as rows
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
    order by relname`);

/** The database, and what each of its transactions read, functions included. */
function observed(database: Database): { database: Database; readings: Reading[] } {
  const readings: Reading[] = [];
  const read: Database['read'] = (work, begin) =>
    database.read(async (at) => {
      const before = await counted(at);
      const result = await work(at);
      const grown = (await counted(at)).map(({ name, scans, rows }, index) => ({
        name,
        scans: scans - before[index]!.scans,
        rows: rows - before[index]!.rows,
      }));
      readings.push({
        scanned: grown.filter(({ scans }) => scans > 0).map(({ name }) => name),
        rows: grown.reduce((sum, { rows }) => sum + rows, 0),
      });
      return result;
    }, begin);
  return { database: { ...database, read }, readings };
}

/** 1,000 datasets of ten columns, 20,000 edges and as many pieces of evidence: large enough for every other plan to read more. */
const aWarehouse = `
  insert into dataset (name_key, namespace, name, display_name, kind)
  select 'key' || d, 'redshift://shop', 'dev.other.data_' || d, 'other.data_' || d, 'table' from generate_series(1, 1000) d;
  insert into dataset_column (dataset_id, name, type, ordinal)
  select dataset_id, 'c' || c, 'varchar', c from dataset, generate_series(1, 10) c where namespace = 'redshift://shop';
  insert into column_edge (edge_id, from_column_id, to_column_id, from_dataset_id, to_dataset_id, direct, kinds, masking, valid_from)
  select 'edge' || origin.column_id || '-' || target.column_id, origin.column_id, target.column_id, origin.dataset_id, target.dataset_id,
         true, '{IDENTITY}', false, '2026-03-01Z'
  from dataset_column origin
  join dataset_column target on target.column_id in (origin.column_id + 10, origin.column_id + 30)
  where origin.name like 'c%' and target.name = origin.name;
  insert into dataset_alias (dataset_id, name_key, namespace, name, reason)
  select dataset_id, 'alias' || dataset_id, 'awsglue://shop', 'lake.data_' || dataset_id, 'location' from dataset;
  insert into statement_text (sql_hash, text_hash, sql) select 'hash' || n, 'text' || n, 'select ' || n from generate_series(1, 1000) n;
  insert into edge_evidence (edge_id, evidence_key, producer, sql_hash, kinds, masking, first_seen_at, last_seen_at, executions, sample_execution_ids)
  select edge_id, 'evidence', 'redshift', 'hash' || 1 + row_number() over () % 1000, kinds, masking, valid_from, valid_from, 1, '{}'
  from column_edge;`;

/** Each dataset is written by a job of three texts, and each text ran four times; a tenth of the jobs failed at last. 300 jobs of OpenLineage ran ten times. */
const itsRuns = `
  insert into source values ('shop', 'redshift', 'redshift://shop');
  create temporary table ran as
  select dataset_id as d, dataset_id || '/' || n as hash, 'shape' || dataset_id as shape from dataset, generate_series(1, 3) n;
  insert into analysis select 'of ' || hash, 'shop', hash, shape, 'context', '1', 'insert', 'own', 'high', false, hash, '{}' from ran;
  insert into execution
  select 'shop', hash || '-' || n, hash, 'context', 'redshift', 'dev', '{public}', 'history', null, null, 0, at, at, 'etl', null,
         case when n = 4 and d % 10 = 0 then 'failed' else 'success' end, 'committed', '{}', ''
  from ran, generate_series(1, 4) n, to_char(timestamp '2026-03-01' + n * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"') at;
  insert into dataset_writer select d, hash, hash, 'insert', null, '2026-03-05Z', 4 from ran;
  insert into openlineage_run
  select 'run' || j || '-' || n, 'airflow', 'task' || j, 'COMPLETE', timestamptz '2026-03-01Z' + n * interval '1 day', null, 'airflow', null, null
  from generate_series(1, 300) j, generate_series(1, 10) n;`;

describe('a hot question', () => {
  let database: Database;
  let edgeId: string;
  beforeAll(async () => {
    database = await openTestDatabase();
    const lines = Array.from({ length: 60 }, (_, n) => `t${n}.x -> t${n + 1}.x`);
    await seedGraph(database, [...lines, 't0.status ~> t5.*']);
    await database.query(aWarehouse);
    await database.transaction((transaction) => transaction.query(itsRuns));
    await database.query('analyze');
    const [edge] = await database.query<{ edge_id: string }>(
      `select edge_id from column_edge where edge_id like 'edge%' order by edge_id limit 1`,
    );
    edgeId = edge!.edge_id;
  });
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  const page = { limit: 10, cursor: null };
  const walk = { dataset: 'mart.t3', column: 'x', depth: 5, ...page };
  const asOf = '2026-06-01T00:00:00Z';
  const change = { kind: 'drop-column', dataset: 'mart.t3', column: 'x' } as const;
  const between = { from: 'mart.t3', fromColumn: 'x', to: 'mart.t6', toColumn: 'x' };
  const questions: Record<string, (reader: GraphReader) => Promise<unknown>> = {
    'lineage up': (reader) => reader.lineage({ ...walk, direction: 'up', kinds: 'all' }),
    'lineage down, direct': (reader) => reader.lineage({ ...walk, direction: 'down', kinds: 'direct' }),
    'lineage as of a time': (reader) => reader.lineage({ ...walk, direction: 'both', kinds: 'all', asOf }),
    'lineage by the last part of a name': (reader) =>
      reader.lineage({ ...walk, dataset: 't3', direction: 'up', kinds: 'all' }),
    impact: (reader) => reader.impact(walk),
    'impact as of a time': (reader) => reader.impact({ ...walk, asOf }),
    'impact through a whole dataset': (reader) =>
      reader.impact({ ...walk, dataset: 'mart.t0', column: 'status' }),
    'shortest paths': (reader) =>
      reader.paths({ ...between, mode: 'shortest', depth: 5, kinds: 'all', ...page }),
    'all paths': (reader) => reader.paths({ ...between, mode: 'all', depth: 5, kinds: 'direct', ...page }),
    evidence: (reader) => reader.evidence({ edgeId, ...page }),
    'a simulated change': (reader) => reader.simulate({ change, depth: 5, limit: 10 }),
    'one dataset': (reader) => reader.dataset('mart.t3'),
    'what a name means': (reader) => reader.resolve('mart.t3'),
    'a page of datasets': (reader) => reader.listDatasets(page),
    'search by one word': (reader) => reader.search({ q: 'status', ...page }),
    'search by two words': (reader) => reader.search({ q: 'mart.t4 xyz', ...page }),
  };

  it.each(Object.keys(questions))('reads by index, and no more than its answer needs: %s', async (name) => {
    const { database: at, readings } = observed(database);

    const answer = await questions[name]!(createGraphReader(at));

    expect(answer).toMatchObject({ ok: true });
    expect(readings).toHaveLength(1);
    expect(readings[0]!.scanned).toEqual([]);
    expect(readings[0]!.rows).toBeGreaterThan(0);
    expect(readings[0]!.rows).toBeLessThan(5_000);
  });

  // Their lists have a total, so they read every job, but not what jobs are made of.
  const jobs = { namespace: null, part: null, states: [], limit: 10, offset: 0 };
  const ofJobs: Record<string, (reader: GraphReader['jobs']) => Promise<{ total: number }>> = {
    'a page of jobs': (reader) => reader.jobs(jobs),
    'jobs by a part of their names': (reader) => reader.jobs({ ...jobs, part: 'data_7' }),
    'jobs in a state': (reader) => reader.jobs({ ...jobs, states: ['FAILED'] }),
    'runs of a job': async (reader) =>
      await reader.runs((await reader.jobs({ ...jobs, part: 'data_77' })).items[0]!, jobs),
    'runs that wrote a dataset': async (reader) =>
      await reader.writes(
        (await reader.dataset([{ namespace: 'redshift://shop', name: 'dev.other.data_77' }]))!,
        jobs,
      ),
  };
  it.each(Object.keys(ofJobs))('reads jobs, and by index what it shows of them: %s', async (name) => {
    const { database: at, readings } = observed(database);

    const { total } = await ofJobs[name]!(createGraphReader(at).jobs);

    expect(total).toBeGreaterThan(10);
    const scanned = new Set(readings.flatMap((reading) => reading.scanned));
    for (const table of ['analysis', 'dataset_writer', 'execution', 'statement_job_text', 'statement_text']) {
      expect(scanned).not.toContain(table);
    }
    expect(Math.max(...readings.map(({ rows }) => rows))).toBeLessThan(10_000);
  });

  it('would be seen to scan', async () => {
    const { database: at, readings } = observed(database);

    await createGraphReader(at).coverage();

    expect(readings[0]!.scanned).toContain('column_edge');
  });
});
