import { type RedshiftData, startRedshiftData } from '@tributary/aws-sandbox';
import { type TestDatabase, stopTestServer, testDatabase } from '@tributary/testing';
import type { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { type RedshiftWarehouseOptions, type Row, redshiftClient, redshiftWarehouse } from '../src';

let database: TestDatabase;
let name: string;
let server: RedshiftData;
let client: RedshiftDataClient;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  database = await testDatabase();
  name = new URL(database.url).pathname.slice(1);
  server = await startRedshiftData({ databaseUrl: database.url, pageRows: 3, maxRowBytes: 1000 });
  client = redshiftClient({ region: 'eu-west-1', endpoint: server.endpoint });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
  await stopTestServer();
});

let runs = 0;
const warehouse = (more: Partial<RedshiftWarehouseOptions> = {}) =>
  redshiftWarehouse({
    client,
    target: { kind: 'workgroup-iam', workgroup: 'shop' },
    sourceId: 'redshift:shop',
    runId: `run-${(runs += 1)}`,
    waitSeconds: 5,
    pollMs: 5,
    retry: { firstMs: 1, slowestMs: 2 },
    ...more,
  });

const rowsOf = async (
  sql: string,
  more: { parameters?: Record<string, string>; prelude?: string[] } = {},
  options: Partial<RedshiftWarehouseOptions> = {},
): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of warehouse(options).rows({ name: 'probe', sql, database: name, ...more }))
    rows.push(row);
  return rows;
};

describe('a Redshift warehouse', () => {
  it('gives the rows of every page by column name, NULL and empty text apart', async () => {
    const rows = await rowsOf(
      `select n, nullif(n, 2) as maybe, '' as empty, n > 1 as big, cast(n as numeric(4,2)) as price, n::float8 as float
       from generate_series(1, 7) n`,
    );

    expect(rows).toHaveLength(7);
    expect(rows[1]).toEqual({
      n: 2,
      maybe: null,
      empty: '',
      big: true,
      price: '2.00',
      float: 2,
    });
  });

  it('binds parameters by name', async () => {
    expect(
      await rowsOf('select cast(:word as varchar) as word', { parameters: { word: "o'clock" } }),
    ).toEqual([{ word: "o'clock" }]);
  });

  it('runs a prelude in the same session and gives the rows of the statement', async () => {
    expect(await rowsOf('show search_path', { prelude: ['set search_path to pg_catalog'] })).toEqual([
      { search_path: 'pg_catalog' },
    ]);
  });

  it('outlasts throttling and a full queue of statements', async () => {
    server.faults.add(
      { operation: 'ExecuteStatement', code: 'ActiveStatementsExceededException', times: 3 },
      { operation: 'DescribeStatement', code: 'ThrottlingException', times: 4 },
      { operation: 'GetStatementResult', code: 'InternalServerException', status: 500, times: 2 },
    );

    expect(await rowsOf('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('takes a result that is not there yet for what it is', async () => {
    server.faults.add({ operation: 'GetStatementResult', code: 'ResourceNotFoundException', times: 2 });

    expect(await rowsOf('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('polls where the service does not wait', async () => {
    const slow = await startRedshiftData({ databaseUrl: database.url, delayMs: 30 });
    const other = redshiftClient({ region: 'eu-west-1', endpoint: slow.endpoint });

    try {
      expect(await rowsOf('select 1 as one', {}, { client: other, waitSeconds: 0 })).toEqual([{ one: 1 }]);
    } finally {
      other.destroy();
      await slow.stop();
    }
  });

  it.each([
    ['select * from nowhere', 'relation-missing'],
    ["select repeat('x', 2000)", 'result-too-large'],
    ['select 1/0', 'statement-failed'],
  ])('tells why %s fails', async (sql, code) => {
    await expect(rowsOf(sql)).rejects.toMatchObject({ name: 'WarehouseError', code });
  });

  it('tells a lack of privileges', async () => {
    server.faults.add({ statement: /secret/, error: 'ERROR: permission denied for relation secret' });

    await expect(rowsOf('select 1 as secret')).rejects.toMatchObject({ code: 'permission-denied' });
  });

  it('tries a failure that nothing explains once more', async () => {
    server.faults.add({ statement: /as flaky/, error: 'ERROR: 1018 internal error', times: 1 });

    expect(await rowsOf('select 1 as flaky')).toEqual([{ flaky: 1 }]);
  });

  it('cancels what takes too long', async () => {
    const began = rowsOf('select pg_sleep(60)', {}, { timeoutMs: 50, waitSeconds: 0 });

    await expect(began).rejects.toMatchObject({ code: 'timed-out' });
    const sleeping = async (): Promise<unknown> =>
      (
        await rowsOf(
          `select count(*) as n from pg_stat_activity where query like '%pg_sleep(60)' and state = 'active'`,
        )
      )[0]?.['n'];
    while ((await sleeping()) !== 0);
  });

  it('cancels when it is told to stop', async () => {
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 30);

    await expect(
      rowsOf('select pg_sleep(60)', {}, { signal: stopping.signal, waitSeconds: 0 }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
