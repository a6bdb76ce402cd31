import type { Ran } from '@tributary/aws-sandbox';
import type {
  CatalogObserved,
  CollectionRunFinished,
  LineageQueueMessage,
  ObservedStatement,
  QueryObserved,
} from '@tributary/contracts';
import { ago, hours, ran, warehouse } from './support/sample';
import { type RedshiftWorld, startRedshiftWorld } from './support/start-redshift-world';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const WIDE = `select '${'ä€😀 x'.repeat(2_000)}' as wide\nfrom raw.orders`;
const DAILY =
  "insert into mart.daily\nselect current_date, sum(amount)\tfrom raw.orders -- daily\nwhere note ~ '\\\\d+\\n'";

const statements = [
  ran(DAILY, {
    label: 'dbt',
    touched: {
      reads: ['raw.orders', 'mart.rates', 'pg_temp_7.stage', 'public.Odd name'],
      writes: ['mart.daily'],
    },
  }),
  ran('insert into mart.daily select 1, 2', { outcome: 'rolled-back' }),
  ran('insert into mart.daily select 2, 3', { outcome: 'open' }),
  ran('select nothing from nowhere', {
    status: 'failed',
    user: 'ana',
    touched: { reads: ['raw.orders'], writes: [] },
  }),
  ran('select pg_sleep(1000)', { status: 'canceled', user: 'ana' }),
  ran('update orders set amount = 1', { user: 'ana', touched: { reads: [], writes: ['raw.orders'] } }),
  ran(
    `copy raw.orders from 's3://shop-lake/orders/' credentials 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=${SECRET}'`,
  ),
  ran(`create user bob password '${SECRET}'`),
  ran(WIDE),
  ran('analyze compression', { user: 'rdsdb' }),
  ran('select 1 as beat', { label: 'metrics' }),
  ran('insert into raw.orders select 1, 1, true', { status: 'running' }),
  ran('set search_path to etl, "$user", mart', {
    session: 'dbt',
    startedAt: ago(hours(9)),
    endedAt: ago(hours(9)),
  }),
  ran('create table made as select 1 as id', {
    session: 'dbt',
    startedAt: ago(hours(8)),
    endedAt: ago(hours(8)),
  }),
  ran('select 1 as recent', { startedAt: ago(hours(1)), endedAt: ago(hours(1)) }),
];

let world: RedshiftWorld;
let first: Ran;
let observed: ObservedStatement[];
let lineage: LineageQueueMessage[];

const statementsOf = (messages: readonly QueryObserved[]): ObservedStatement[] =>
  messages.flatMap((message) => message.statements);
const reportIn = (messages: readonly LineageQueueMessage[]): CollectionRunFinished =>
  messages.find((message) => message.type === 'collection-run-finished')!;
const history = (): ObservedStatement[] => observed.filter(({ origin }) => origin === 'history');
const bySql = (start: string): ObservedStatement | undefined =>
  history().find(({ sql }) => sql.startsWith(start));

beforeAll(async () => {
  world = await startRedshiftWorld(warehouse(statements));
  first = await world.run();
  observed = statementsOf(await world.queries());
  lineage = await world.lineage();
}, 60_000);
afterAll(async () => {
  await world.stop();
});

describe('the first run of redshift-collector', () => {
  it('ends with 0 and accounts for every statement', () => {
    expect(first.code).toBe(0);
    expect(reportIn(lineage)).toMatchObject({
      outcome: 'ok',
      // rdsdb's is left out in the warehouse.
      statements: {
        seen: statements.length - 1,
        published: statements.length - 3,
        skipped: 2,
        skippedByCode: { 'system-noise': 1, 'still-running': 1 },
      },
      catalog: { tables: 6, views: 2 },
      problems: [],
    });
    expect(new Set(history().map(({ executionId }) => executionId)).size).toBe(statements.length - 3);
  });

  it('publishes texts byte for byte, over rows, escapes and wide characters', () => {
    expect(bySql('insert into mart.daily\n')?.sql).toBe(DAILY);
    expect(bySql("select 'ä")?.sql).toBe(WIDE);
  });

  it('lets no secret out, into messages or the log', () => {
    expect(bySql('copy')?.textFlags).toEqual(['redacted']);
    expect(JSON.stringify([observed, lineage])).not.toMatch(new RegExp(`${SECRET}|AKIA`));
    expect(first.printed).not.toContain(SECRET);
    expect(first.printed).not.toContain('insert into');
  });

  it('tells committed, rolled back, open, failed and canceled apart', () => {
    const fates = history().map(({ sql, status, transaction }) => [sql.slice(0, 34), status, transaction]);

    expect(fates).toContainEqual([DAILY.slice(0, 34), 'success', 'committed']);
    expect(fates).toContainEqual(['insert into mart.daily select 1, 2', 'success', 'rolled-back']);
    expect(fates).toContainEqual(['insert into mart.daily select 2, 3', 'success', 'unknown']);
    expect(bySql('select nothing')?.status).toBe('failed');
    expect(bySql('select pg_sleep')?.status).toBe('canceled');
  });

  it('says which tables the warehouse touched, of those that are there and not temporary', () => {
    expect(bySql('insert into mart.daily\n')?.tablesTouched).toEqual({
      reads: ['shop.public.odd name', 'shop.raw.orders'],
      writes: ['shop.mart.daily'],
    });
    expect(bySql('update orders')?.tablesTouched).toEqual({
      reads: ['shop.raw.orders'],
      writes: ['shop.raw.orders'],
    });
    expect(history().filter(({ tablesTouched }) => tablesTouched !== undefined)).toHaveLength(2);
  });

  it('gives statements their user, label, session and search path', () => {
    expect(bySql('insert into mart.daily\n')).toMatchObject({ user: 'etl', label: 'dbt', database: 'shop' });
    expect(bySql('update orders')).toMatchObject({ user: 'ana', searchPath: ['mart', 'public'] });
    expect(bySql('create table made')?.searchPath).toEqual(['etl', 'mart']);
    expect(bySql('create table made')?.sessionId).toBe(bySql('set search_path')?.sessionId);
    expect(bySql('create table made')?.sessionId).toMatch(/^\d+@\d{4}-\d\d-\d\dT[\d:]+\.\d{6}Z$/);
  });

  it('publishes tables with ordered columns, external schemas, datashares and default search paths', () => {
    const catalogs = lineage.filter(
      (message): message is CatalogObserved => message.type === 'catalog-observed',
    );
    const tables = catalogs.flatMap((message) => message.tables);
    const [head] = catalogs;

    expect(tables.find(({ dataset }) => dataset.name === 'shop.raw.orders')).toMatchObject({
      dataset: { namespace: 'redshift://shop.eu-west-1:5439' },
      tableType: 'table',
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'amount', type: 'numeric(12,2)' },
        { name: 'paid', type: 'boolean' },
      ],
    });
    expect(tables.find(({ dataset }) => dataset.name === 'shop.mart.mix')?.tableType).toBe(
      'materialized-view',
    );
    expect(tables.find(({ dataset }) => dataset.name === 'sales.public.targets')).toMatchObject({
      columns: [
        { name: 'region', type: 'character varying(20)' },
        { name: 'target', type: 'numeric(12,2)' },
      ],
    });
    expect(head?.externalSchemas).toEqual([
      {
        database: 'shop',
        schema: 'spectrum',
        catalogNamespace: 'arn:aws:glue:eu-west-1:123456789012',
        catalogDatabase: 'lake',
      },
    ]);
    expect(head?.datashares).toMatchObject([{ consumerDatabase: 'sales', producerNamespace: 'ns-1' }]);
    expect(head?.searchPaths).toEqual([{ user: 'ana', searchPath: ['mart', 'public'] }]);
  });

  it('publishes view definitions as whole statements that name relations with their schemas', () => {
    const views = observed.filter(({ origin }) => origin === 'view-definition');

    expect(views.map(({ sql }) => sql.replace(/\s+/g, ' '))).toEqual([
      'create materialized view mart.mix as SELECT day, total FROM mart.daily d;',
      expect.stringMatching(/^create view mart\.totals as SELECT .* FROM raw\.orders\)/),
    ]);
  });
});

describe('later runs', () => {
  const key = ({ executionId, sqlHash, sessionId, startedAt, searchPath }: ObservedStatement) => ({
    executionId,
    sqlHash,
    sessionId,
    startedAt,
    searchPath,
  });

  it('publish what the overlap requires only, with the same identities, and leave out our own statements', async () => {
    const { code } = await world.run([], { SETTLE_MINUTES: '0' });
    const again = statementsOf(await world.queries()).filter(({ origin }) => origin === 'history');
    const report = reportIn(await world.lineage());

    expect(code).toBe(0);
    expect(again.map(({ sql }) => sql)).toEqual(['select 1 as recent']);
    expect(again.map(key)).toEqual([key(bySql('select 1 as recent')!)]);
    expect(report.outcome).toBe('ok');
    expect(report.statements.skippedByCode['own-statement']).toBeGreaterThan(0);
  });

  it('go on without transactions that may not be read, and say so', async () => {
    world.redshift.faults.add({
      statement: /join sys_transaction_history/,
      error: 'ERROR: permission denied for relation sys_transaction_history',
    });

    const { code } = await world.run(['--strict', '--from', ago(hours(12)).toISOString()]);
    const again = statementsOf(await world.queries()).filter(({ origin }) => origin === 'history');

    expect(code).toBe(3);
    expect(reportIn(await world.lineage()).problems).toMatchObject([{ code: 'transactions-unreadable' }]);
    expect(again.length).toBeGreaterThanOrEqual(statements.length - 3);
    expect(new Set(again.map(({ transaction }) => transaction))).toEqual(new Set(['unknown']));
  });

  it.each([
    ['sys_query_detail', 'permission denied for relation sys_query_detail'],
    ['sys_query_detail', 'relation "sys_query_detail" does not exist'],
    ['as bigint\\) as table_id', 'permission denied for relation pg_class'],
  ])('go on without %s when it says %s, and tell it once', async (part, error) => {
    world.redshift.faults.add({ statement: new RegExp(part), error: `ERROR: ${error}`, times: 9 });

    const { code } = await world.run([
      '--from',
      ago(hours(72)).toISOString(),
      '--to',
      ago(hours(7)).toISOString(),
    ]);
    world.redshift.faults.clear();
    const again = statementsOf(await world.queries()).filter(({ origin }) => origin === 'history');

    expect(code).toBe(0);
    expect(reportIn(await world.lineage()).problems).toMatchObject([{ code: 'tables-unreadable' }]);
    expect(again.length).toBeGreaterThan(0);
    expect(again.filter(({ tablesTouched }) => tablesTouched !== undefined)).toEqual([]);
  });

  it('do not ask which tables were touched when that is not wanted', async () => {
    world.redshift.faults.add({ statement: /sys_query_detail/, error: 'ERROR: it was asked', times: 1 });

    await world.run(['--from', ago(hours(12)).toISOString()], { REDSHIFT_TABLES_TOUCHED: 'false' });
    world.redshift.faults.clear();

    expect(reportIn(await world.lineage()).problems).toEqual([]);
    await world.queries();
  });

  it('wait out throttling and full statement queues', async () => {
    world.redshift.faults.add(
      { operation: 'ExecuteStatement', code: 'ThrottlingException', times: 2 },
      { operation: 'ExecuteStatement', code: 'ActiveStatementsExceededException' },
      { operation: 'GetStatementResult', code: 'ThrottlingException' },
      { operation: 'DescribeStatement', code: 'InternalServerException', status: 500 },
    );

    expect((await world.run()).code).toBe(0);
    expect(reportIn(await world.lineage()).outcome).toBe('ok');
    await world.queries();
  });

  it('read a result that is too large in halves', async () => {
    world.redshift.faults.add({
      statement: /sys_query_text/,
      error: 'Database response exceeded size limit',
      times: 2,
    });

    const { code } = await world.run(['--since', ago(hours(12)).toISOString()]);
    const again = statementsOf(await world.queries()).filter(({ origin }) => origin === 'history');

    expect(code).toBe(0);
    expect(new Set(again.map(({ executionId }) => executionId)).size).toBe(again.length);
    expect(again.length).toBeGreaterThanOrEqual(statements.length - 3);
    await world.lineage();
  });

  it('read the older views where the SYS views are missing: the same texts, fates and places', async () => {
    world.redshift.faults.add({
      statement: /limit 1/,
      error: 'ERROR: relation "sys_query_history" does not exist',
    });
    const placeOf = ({ sql, status, sessionId, startedAt, ...more }: ObservedStatement) =>
      JSON.stringify([
        ...[sql, status === 'success', sessionId, startedAt],
        ...[more.database, more.searchPath, more.user, more.tablesTouched],
      ]);

    const { code } = await world.run(['--since', ago(hours(12)).toISOString()]);
    const again = statementsOf(await world.queries()).filter(({ origin }) => origin === 'history');

    expect(code).toBe(0);
    expect(again.map(placeOf).sort()).toEqual(history().map(placeOf).sort());
    expect(again.every(({ executionId }) => executionId.startsWith('svl:'))).toBe(true);
    expect(again.find(({ sql }) => sql === 'insert into mart.daily select 1, 2')?.transaction).toBe(
      'rolled-back',
    );
    expect(reportIn(await world.lineage()).problems).toEqual([]);
  });

  it.each([
    ['its statements', /sys_query_text/],
    ['what sessions set, which is read beside them,', /%search_path%/],
  ])('fail with 1 when %s cannot be read, and leave the watermark', async (_, statement) => {
    world.redshift.faults.add({
      statement,
      error: 'ERROR: permission denied for relation sys_query_history',
    });

    const { code, log } = await world.run();

    expect(code).toBe(1);
    expect(log.at(-1)?.['msg']).toContain('permission denied');
    expect(reportIn(await world.lineage()).outcome).toBe('failed');
    await world.queries();
  });

  it('publish and store nothing with --dry-run', async () => {
    const { code, log } = await world.run([
      '--dry-run',
      `--since=${ago(hours(12)).toISOString()}`,
      '--until',
      ago(hours(6)).toISOString(),
    ]);

    expect(code).toBe(0);
    expect(log.at(-1)?.['msg']).toMatch(/would publish/);
    expect(await world.queries()).toEqual([]);
    expect(await world.lineage()).toEqual([]);
  });
});
