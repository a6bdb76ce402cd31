import type { Ran } from '@tributary/aws-sandbox';
import type {
  CatalogObserved,
  CollectionRunFinished,
  LineageQueueMessage,
  ObservedStatement,
  QueryObserved,
} from '@tributary/contracts';
import { athenaOf, hoursAgo, lake, ran } from './support/sample';
import { type AthenaWorld, startAthenaWorld } from './support/start-athena-world';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';

const statementsOf = (messages: readonly QueryObserved[]): ObservedStatement[] =>
  messages.flatMap((message) => message.statements).filter(({ origin }) => origin === 'history');
const reportIn = (messages: readonly LineageQueueMessage[]): CollectionRunFinished =>
  messages.find((message) => message.type === 'collection-run-finished')!;

const many = Array.from({ length: 230 }, (_, index) =>
  ran(`INSERT INTO lake.orders SELECT ${index}`, {
    startedAt: hoursAgo(300 - index),
    endedAt: hoursAgo(299.9 - index),
  }),
);
const executions = [
  ...many,
  ran('SELECT broken', { status: 'failed', workgroup: 'analytics' }),
  ran('SELECT slow', { status: 'canceled', workgroup: 'analytics' }),
  ran('SELECT 1 AS now', { status: 'running', id: 'running-1' }),
  ran('SELECT 2 AS soon', { status: 'queued', id: 'queued-1' }),
  ran(`SELECT * FROM jdbc('postgres://app:${SECRET}@db.example.com/shop')`),
  ran("/* weekly */ EXECUTE weekly USING DATE '2026-10-05'"),
  ran('EXECUTE changed'),
  ran('EXECUTE gone'),
  ran('SELECT mysql', { catalog: 'MySQL_Cat', database: 'Shop' }),
  ran('SELECT recent', { startedAt: hoursAgo(1), endedAt: hoursAgo(1), workgroup: 'old' }),
];
const published = executions.length - 2;
const athena = athenaOf(executions, {
  workgroups: [{ name: 'old', enabled: false }],
  preparedStatements: [
    {
      name: 'weekly',
      workgroup: 'etl',
      sql: 'INSERT INTO lake.orders SELECT id + ? FROM lake.orders',
      modifiedAt: hoursAgo(100),
    },
    { name: 'changed', workgroup: 'etl', sql: 'SELECT 1', modifiedAt: hoursAgo(1) },
  ],
});

let world: AthenaWorld;
let first: Ran;
let messages: QueryObserved[];
let lineage: LineageQueueMessage[];
const bySql = (start: string): ObservedStatement | undefined =>
  statementsOf(messages).find(({ sql }) => sql.startsWith(start));

beforeAll(async () => {
  const unprocessed = new Map(athena.executions.slice(0, 7).map(({ id }, index) => [id, (index % 2) + 1]));
  world = await startAthenaWorld({ athena, glue: lake(), order: 'shuffled', unprocessed });
  world.athena.faults.add(
    { operation: 'ListQueryExecutions', code: 'ThrottlingException' },
    { operation: 'BatchGetQueryExecution', code: 'TooManyRequestsException' },
  );
  world.glue.faults.add({ operation: 'GetTables', code: 'ThrottlingException' });
  first = await world.run();
  messages = await world.queries();
  lineage = await world.lineage();
}, 60_000);
afterAll(async () => {
  await world.stop();
});

describe('the first run of athena-collector', () => {
  it('ends with 0 and accounts for every execution of every workgroup, through throttling, shuffled pages and unprocessed ids', () => {
    expect(first.code).toBe(0);
    expect(reportIn(lineage)).toMatchObject({
      statements: {
        seen: executions.length,
        published,
        skipped: 2,
        skippedByCode: { 'still-running': 2 },
      },
      catalog: { tables: 4, views: 2 },
    });
    expect(
      statementsOf(messages)
        .map(({ executionId }) => executionId)
        .sort(),
    ).toEqual(
      athena.executions
        .filter(({ completedAt }) => completedAt !== null)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('publishes executions in the order in which they ended', () => {
    const ends = statementsOf(messages).map(({ endedAt }) => endedAt);

    expect(ends).toEqual([...ends].sort());
  });

  it('tells success, failure and cancellation apart', () => {
    expect(bySql('SELECT broken')).toMatchObject({
      status: 'failed',
      transaction: 'unknown',
      label: 'analytics',
    });
    expect(bySql('SELECT slow')?.status).toBe('canceled');
    expect(bySql('INSERT INTO lake.orders SELECT 7')).toMatchObject({
      status: 'success',
      transaction: 'committed',
      database: 'awsdatacatalog',
      searchPath: ['lake'],
    });
    expect(bySql('SELECT mysql')).toMatchObject({ database: 'mysql_cat', searchPath: ['shop'] });
  });

  it('publishes what a prepared statement ran, and says where that is not known any more', () => {
    expect(bySql('INSERT INTO lake.orders SELECT id + ?')).toBeDefined();
    expect(bySql('EXECUTE changed')).toBeDefined();
    expect(
      reportIn(lineage)
        .problems.map(({ code }) => code)
        .sort(),
    ).toEqual(['prepared-statement-changed', 'prepared-statement-missing']);
  });

  it('lets no secret out, into messages or the log', () => {
    expect(bySql('SELECT * FROM jdbc')?.textFlags).toEqual(['redacted']);
    expect(JSON.stringify([messages, lineage])).not.toContain(SECRET);
    expect(first.printed).not.toContain(SECRET);
  });

  it('publishes the Glue catalog: columns with partition keys last, locations, links', () => {
    const tables = lineage
      .filter((message): message is CatalogObserved => message.type === 'catalog-observed')
      .flatMap((message) => message.tables);
    const find = (name: string) => tables.find(({ dataset }) => dataset.name === `table/lake/${name}`);

    expect(find('orders')).toMatchObject({
      dataset: { namespace: 'arn:aws:glue:eu-west-1:123456789012' },
      tableType: 'external',
      location: 's3://shop-lake/orders/',
      columns: [
        { name: 'id', partitionKey: false },
        { name: 'amount', type: 'decimal(12,2)' },
        { name: 'dt', partitionKey: true },
      ],
    });
    expect(find('partner_orders')).toMatchObject({
      tableType: 'resource-link',
      linkTo: { namespace: 'arn:aws:glue:eu-west-1:210987654321', name: 'table/partner/orders' },
    });
  });

  it('publishes view definitions as statements in their own dialects', () => {
    const views = messages
      .flatMap(({ statements }) => statements)
      .filter(({ origin }) => origin === 'view-definition');

    expect(views).toMatchObject([
      {
        sql: 'CREATE VIEW "lake"."recent" AS SELECT id FROM orders WHERE amount > 1',
        dialect: 'athena',
        database: 'awsdatacatalog',
        searchPath: ['lake'],
      },
      { sql: 'CREATE VIEW `lake`.`old_style` AS SELECT `orders`.`id` FROM `lake`.`orders`', dialect: 'hive' },
    ]);
  });
});

describe('later runs', () => {
  it('read the overlap, and what was still running, with the same identities', async () => {
    const running = world.athena.data.executions.find(({ id }) => id === 'running-1')!;
    Object.assign(running, { state: 'SUCCEEDED', completedAt: hoursAgo(0.5).toISOString() });

    const { code } = await world.run();
    const again = statementsOf(await world.queries());

    expect(code).toBe(0);
    expect(again.map(({ sql }) => sql)).toEqual(['SELECT recent', 'SELECT 1 AS now']);
    expect(again[0]).toEqual(bySql('SELECT recent'));
    expect(reportIn(await world.lineage())).toMatchObject({
      outcome: 'ok',
      statements: { seen: 3, published: 2, skippedByCode: { 'still-running': 1 } },
    });
  });

  it('go on past a workgroup that may not be read, and end with 3 under --strict', async () => {
    world.athena.faults.add({ operation: 'ListQueryExecutions', code: 'AccessDeniedException' });

    const { code } = await world.run(['--strict']);

    expect(code).toBe(3);
    expect(reportIn(await world.lineage()).problems).toMatchObject([{ code: 'workgroup-unreadable' }]);
    await world.queries();
  });

  it('fail with 1 when Athena may not be read at all', async () => {
    world.athena.faults.add({ operation: 'ListWorkGroups', code: 'AccessDeniedException' });

    expect((await world.run()).code).toBe(1);
    expect(reportIn(await world.lineage()).outcome).toBe('failed');
    await world.queries();
  });

  it('fail with 1 when a workgroup is asked for that is not there', async () => {
    const { code, log } = await world.run([], { ATHENA_WORKGROUPS: 'etl,elt' });

    expect(code).toBe(1);
    expect(log.at(-1)?.['msg']).toContain("'elt'");
    await world.lineage();
    await world.queries();
  });

  it('read the chosen workgroups only', async () => {
    const { code } = await world.run(['--since', hoursAgo(400).toISOString()], {
      ATHENA_WORKGROUPS: 'analytics',
    });

    expect(code).toBe(0);
    expect(statementsOf(await world.queries()).map(({ label }) => label)).toEqual(['analytics', 'analytics']);
    await world.lineage();
  });
});

describe('the configuration of athena-collector', () => {
  it('names every problem at once and ends with 2', async () => {
    const { code, complaint } = await world.run(['--since', '2026-10-05', '--until', '2026-10-04'], {
      AWS_REGION: undefined,
      GLUE_ACCOUNT_ID: '12',
      LOOKBACK_MINUTES: '30',
    });

    expect(code).toBe(2);
    for (const variable of ['AWS_REGION', 'GLUE_ACCOUNT_ID', 'LOOKBACK_MINUTES', 'COLLECT_TO'])
      expect(complaint).toContain(`  ${variable} `);
  });
});
