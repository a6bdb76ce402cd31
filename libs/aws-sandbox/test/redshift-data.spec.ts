import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/postgres/start-embedded-postgres';
import { type RedshiftData, startRedshiftData } from '../src/redshift-data/start-redshift-data';
import { seedSampleWarehouse } from '../src/sample/seed-sample-warehouse';
import { run, smallSample } from './support/small-sample';

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-redshift-'));
let postgres: EmbeddedPostgres;
let server: RedshiftData;
let client: RedshiftDataClient;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'pg'), durable: false });
  await seedSampleWarehouse(smallSample(), { databaseUrl: postgres.url, dataDir: folder });
  server = await startRedshiftData({ databaseUrl: postgres.url, pageRows: 2 });
  client = new RedshiftDataClient({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const target = { ClusterIdentifier: 'shop', Database: 'shop', WaitTimeSeconds: 20 };

const execute = async (Sql: string, parameters: Record<string, string> = {}) =>
  await client.send(
    new ExecuteStatementCommand({
      ...target,
      Sql,
      ...(Object.keys(parameters).length > 0 && {
        Parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      }),
    }),
  );

const values = async (Id: string): Promise<unknown[][]> => {
  const rows: unknown[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetStatementResultCommand({ Id, ...(NextToken !== undefined && { NextToken }) }),
    );
    for (const record of page.Records ?? [])
      rows.push(record.map((field) => (field.isNull ? null : (field.stringValue ?? field.longValue))));
    NextToken = page.NextToken || undefined;
  } while (NextToken !== undefined);
  return rows;
};

describe('the Redshift Data sandbox', () => {
  it('runs SQL for real and pages the result', async () => {
    const { Id = '' } = await execute('select n, nullif(n, 2) as even from generate_series(1, 5) n');

    expect(await values(Id)).toEqual([
      [1, 1],
      [2, null],
      [3, 3],
      [4, 4],
      [5, 5],
    ]);
  });

  it('remembers the sample in the shape of the system views, texts escaped and padded', async () => {
    const { Id = '' } = await execute(
      `select trim(h.status), trim(h.query_label), trim(coalesce(x.status, 'open')), u.usename, length(t.text || '.'), t.text
       from sys_query_history h join sys_query_text t on t.query_id = h.query_id
       join pg_user u on u.usesysid = h.user_id
       left join sys_transaction_history x on x.transaction_id = h.transaction_id
       where u.usename = :user order by h.query_id`,
      { user: 'etl' },
    );

    const rows = await values(Id);

    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['success', 'dbt', 'committed', 'etl'],
      ['success', '', 'rolledback', 'etl'],
    ]);
    expect(String(rows[0]?.[5])).toMatch(/^insert into mart\.orders\\nselect 1, 2 *$/);
    expect(String(rows[0]?.[5])).toHaveLength(4000);
  });

  it('remembers which tables plans touched, by their ids and again and again', async () => {
    const { Id = '' } = await execute(
      `select trim(d.step_name), coalesce(c.relname, 'gone'), count(*)
       from sys_query_detail d left join pg_class c on c.oid = d.table_id
       where d.table_id > 0 group by 1, 2 order by 1, 2`,
    );
    const { Id: stl = '' } = await execute(
      `select q.aborted, count(distinct s.tbl), count(*)
       from stl_query q join stl_scan s on s.query = q.query where s.type = 2 group by 1`,
    );

    expect(await values(Id)).toEqual([
      ['insert', 'orders', 1],
      ['scan', 'gone', 2],
      ['scan', 'orders', 2],
    ]);
    expect(await values(stl)).toEqual([[0, 2, 8]]);
  });

  it('remembers what its readers ran', async () => {
    await execute('select 42 as answer');
    const { Id = '' } = await execute(
      `select count(*) from sys_query_history where query_text like 'select 42 as answer%'`,
    );

    expect(await values(Id)).toEqual([[1]]);
  });

  it('runs a batch in one session and gives each statement its result', async () => {
    const { Id = '' } = await client.send(
      new BatchExecuteStatementCommand({
        ...target,
        Sqls: ['set search_path to mart', 'select count(*) from orders'],
      }),
    );

    expect(await values(`${Id}:2`)).toEqual([[0]]);
  });

  it('says FAILED with the words of the database', async () => {
    const { Id = '' } = await execute('select * from nowhere');

    const described = await client.send(new DescribeStatementCommand({ Id }));

    expect(described).toMatchObject({
      Status: 'FAILED',
      Error: 'ERROR: relation "nowhere" does not exist',
      HasResultSet: false,
    });
  });

  it('fails on demand', async () => {
    server.faults.add({ operation: 'ExecuteStatement', code: 'ActiveStatementsExceededException' });

    await expect(execute('select 1')).rejects.toMatchObject({ name: 'ActiveStatementsExceededException' });
    await expect(execute('select 1')).resolves.toMatchObject({ Status: 'FINISHED' });
  });

  it('is seeded once: the same again changes nothing, another sample is refused', async () => {
    const again = { databaseUrl: postgres.url, dataDir: folder };
    await seedSampleWarehouse(smallSample(), again);
    const { Id = '' } = await execute(
      `select count(*) from sys_query_history where query_text like 'insert%'`,
    );
    const other = smallSample();

    expect(await values(Id)).toEqual([[2]]);
    await expect(
      seedSampleWarehouse(
        { ...other, redshift: { ...other.redshift, statements: [run('select 1')] } },
        again,
      ),
    ).rejects.toThrow('holds another sample');
  });
});
