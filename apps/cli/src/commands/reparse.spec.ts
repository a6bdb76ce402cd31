import { createHash } from 'node:crypto';
import { startSqs, type Sqs } from '@tributary/aws-sandbox';
import { lineageExtracted, queryObserved, type LineageExtracted } from '@tributary/contracts';
import {
  migrate,
  openDatabase,
  projectPending,
  storeObservations,
  type Database,
} from '@tributary/graph-store';
import { ENGINE_VERSION } from '@tributary/sql-lineage';
import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { openTerminal } from '../../test/support/terminal';

const { tributary, clear } = openTerminal();
const environment = { ...process.env };
const namespace = 'redshift://shop.eu-west-1:5439';
let graph: TestDatabase;
let database: Database;
let sqs: Sqs;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `insert into to select n from from`, as an engine has read it. */
const reading = (
  engineVersion: string,
  from: string,
  to: string,
  more: {
    source?: string;
    rung?: LineageExtracted['analysis']['rung'];
    runs?: readonly string[];
    tempTables?: string[];
  } = {},
): LineageExtracted => {
  const { source = 'redshift:shop', rung = 'native', runs = ['1'], tempTables = [] } = more;
  const sql = `insert into ${to} select n from ${from}`;
  return lineageExtracted.parse({
    type: 'lineage-extracted',
    version: 1,
    source: { kind: 'redshift', id: source, namespace },
    analysis: {
      key: hash(JSON.stringify([source, sql, engineVersion])),
      sqlHash: hash(sql),
      shapeHash: hash(sql),
      sql,
      dialect: 'redshift',
      database: 'dev',
      searchPath: ['mart'],
      tempTables,
      engineVersion,
      statementKind: 'INSERT',
      rung,
      confidence: { level: 'high', reasons: [] },
      datasets: [from, to].map((name) => ({ namespace, name: `dev.mart.${name}`, temp: false })),
      inputs: [0],
      outputs: [{ dataset: 1, effect: 'append' }],
      columns: [],
      influences: [],
      definedColumns: [],
      schemaChanges: [],
      consulted: [],
      diagnostics: [],
    },
    executions: runs.map((run) => ({
      executionId: `${to}-${run}`,
      origin: 'history',
      sessionId: `${to}-${run}`,
      transactionId: null,
      order: 0,
      startedAt: `2026-03-01T08:00:0${run}Z`,
      endedAt: `2026-03-01T08:00:0${run}Z`,
      user: 'etl',
      label: null,
      status: 'success',
      transaction: 'committed',
      textFlags: [],
    })),
  });
};

const store = async (...messages: LineageExtracted[]): Promise<void> => {
  await database.transaction((transaction) => storeObservations(transaction, messages));
  await projectPending(database);
};

const callSqs = async <T>(operation: string, input: object): Promise<T> => {
  const answer = await fetch(sqs.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as T;
};

/** What lies in [queries], taken out: the SQL, by execution. */
const sent = async (): Promise<Record<string, string>> => {
  const QueueUrl = sqs.queueUrl('queries');
  const found: Record<string, string> = {};
  for (;;) {
    const { Messages = [] } = await callSqs<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
      'ReceiveMessage',
      { QueueUrl, MaxNumberOfMessages: 10 },
    );
    if (Messages.length === 0) return found;
    for (const { Body, ReceiptHandle } of Messages) {
      const { runId, statements } = queryObserved.parse(JSON.parse(Body));
      expect(runId).toMatch(/^reparse:[0-9a-f]{64}$/);
      for (const statement of statements) found[statement.executionId] = statement.sql;
      await callSqs('DeleteMessage', { QueueUrl, ReceiptHandle });
    }
  }
};

beforeAll(async () => {
  graph = await testDatabase();
  sqs = await startSqs();
  await callSqs('CreateQueue', { QueueName: 'queries' });
  await migrate(graph.url);
  database = openDatabase(graph.url);
  Object.assign(process.env, {
    DATABASE_URL: graph.url,
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    QUERIES_QUEUE_URL: sqs.queueUrl('queries'),
  });
  await store(
    reading('0.9', 'orders', 'daily', { runs: ['1', '2'] }),
    reading('0.9', 'orders', 'weekly', { rung: 'tables-only', source: 'redshift:other' }),
    reading(ENGINE_VERSION, 'customers', 'people', { rung: 'tables-only' }),
  );
});
afterAll(async () => {
  process.env = environment;
  await database.close();
  await graph.drop();
  await stopTestServer();
  await sqs.stop();
});

it('counts what it would send, and sends nothing, with --dry-run', async () => {
  const { code, text } = await tributary('reparse', '--all', '--dry-run');
  expect(code).toBe(0);
  expect(text).toMatch(/0\.9 +redshift:other +tables-only +1\n/);
  expect(text).toContain('3 statements would be read again. Nothing was sent.');

  clear();
  expect(JSON.parse((await tributary('reparse', '--outdated', '--dry-run', '--json')).text)).toEqual({
    statements: 2,
    by: [
      { engine: '0.9', source: 'redshift:other', rung: 'tables-only', statements: 1 },
      { engine: '0.9', source: 'redshift:shop', rung: 'native', statements: 1 },
    ],
  });
  expect(await sent()).toEqual({});
});

it.each([
  ['engine', ['--engine', '0.9', '0.8'], ['daily-1', 'weekly-1']],
  ['source', ['--source', 'redshift:other'], ['weekly-1']],
  ['rung', ['--rung', 'tables-only'], ['people-1', 'weekly-1']],
  ['dataset', ['--dataset', 'mart.orders'], ['daily-1', 'weekly-1']],
  ['several of them', ['--dataset', 'mart.orders', '--rung', 'native'], ['daily-1']],
  ['number', ['--all', '--limit', '2'], [expect.any(String), expect.any(String)]],
])('sends each statement once, however often it ran, by %s', async (_what, words, executions) => {
  const { code, text } = await tributary('reparse', ...words);

  expect(code).toBe(0);
  expect(text).toContain(`${executions.length} statements were sent to be read again.`);
  expect(Object.keys(await sent()).sort()).toEqual(executions);
});

it('tells how far it is, and has nothing left to do once a newer engine has answered', async () => {
  const { text } = await tributary('reparse', '--outdated');
  expect(text).toContain('2 of 2, 100 %\n');
  expect(await sent()).toEqual({
    'daily-1': 'insert into daily select n from orders',
    'weekly-1': 'insert into weekly select n from orders',
  });

  await store(
    reading(ENGINE_VERSION, 'orders', 'daily', { runs: ['1'] }),
    reading(ENGINE_VERSION, 'orders', 'weekly', { source: 'redshift:other' }),
  );

  clear();
  expect((await tributary('reparse', '--outdated')).text).toBe('0 statements were sent to be read again.\n');
});

it('says what is wrong with a question', async () => {
  expect(await tributary('reparse')).toMatchObject({
    code: 2,
    text: expect.stringContaining('Say which statements'),
  });
  clear();
  expect(await tributary('reparse', '--dataset', 'nowhere')).toMatchObject({
    code: 2,
    text: expect.stringContaining("'nowhere' is not known"),
  });
  clear();
  expect((await tributary('reparse', '--all', '--limit', '0')).code).toBe(2);
  delete process.env['QUERIES_QUEUE_URL'];
  clear();
  expect(await tributary('reparse', '--all')).toMatchObject({
    code: 2,
    text: expect.stringContaining('QUERIES_QUEUE_URL'),
  });
});
