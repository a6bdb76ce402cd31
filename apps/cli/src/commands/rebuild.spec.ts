import type { CatalogObserved } from '@tributary/contracts';
import { migrate, openDatabase, projectPending, storeObservations } from '@tributary/graph-store';
import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import { openTerminal } from '../../test/support/terminal';

const { tributary, clear } = openTerminal();
let graph: TestDatabase;

const catalog: CatalogObserved = {
  type: 'catalog-observed',
  version: 1,
  source: { kind: 'redshift', id: 'redshift:zoo', namespace: 'redshift://zoo.eu-west-1:5439' },
  runId: 'run-1',
  observedAt: '2026-03-01T08:00:00Z',
  tables: ['cats', 'dogs'].map((name) => ({
    dataset: { namespace: 'redshift://zoo.eu-west-1:5439', name: `dev.public.${name}` },
    tableType: 'table',
    columns: [{ name: 'weight', type: 'integer', partitionKey: false }],
    location: null,
    linkTo: null,
    owner: null,
    description: null,
  })),
  externalSchemas: [],
  datashares: [],
  searchPaths: [],
};

/** Runs statements on the graph's database, as somebody with psql would. */
const inDatabase = async (...statements: string[]): Promise<void> => {
  const database = openDatabase(graph.url);
  try {
    for (const statement of statements) await database.query(statement);
  } finally {
    await database.close();
  }
};

beforeAll(async () => {
  graph = await testDatabase();
  await migrate(graph.url);
  const database = openDatabase(graph.url);
  await database.transaction((transaction) => storeObservations(transaction, [catalog]));
  await projectPending(database);
  await database.close();
});
beforeEach(() => void (process.env['DATABASE_URL'] = graph.url));
afterAll(async () => {
  delete process.env['DATABASE_URL'];
  await graph.drop();
  await stopTestServer();
});

it('says what there is to do, and does nothing, with --dry-run', async () => {
  await inDatabase("update dataset set kind = 'unknown'");

  const { code, text } = await tributary('rebuild', '--dry-run');
  expect(code).toBe(0);
  expect(text).toContain('2 names, 0 OpenLineage events, 0 executions');
  expect(text).toContain('2 datasets and 0 edges');

  clear();
  expect(JSON.parse((await tributary('rebuild', '--dry-run', '--json')).text)).toMatchObject({ names: 2 });
});

it.each([{ flags: [] }, { flags: ['--in-place'] }])(
  'projects everything again with $flags, and says how far it is',
  async ({ flags }) => {
    await inDatabase("update dataset set kind = 'unknown', description = 'wrong'");

    const { code, text } = await tributary('rebuild', ...flags);
    expect(code).toBe(0);
    expect(text).toContain('0 of 2, 0 %\n2 of 2, 100 %\n');
    expect(text).toMatch(/Done in [\d.]+ s: 2 datasets, 0 edges\./);

    const database = openDatabase(graph.url);
    const rows = await database.query("select from dataset where kind = 'unknown' or description = 'wrong'");
    await database.close();
    expect(rows).toEqual([]);
  },
);

it('ends with 3 and names what could not be projected', async () => {
  await inDatabase("alter table dataset add constraint no_dogs check (name not like '%dogs') not valid");

  const { code, text } = await tributary('rebuild');
  await inDatabase('alter table dataset drop constraint no_dogs');

  expect(code).toBe(3);
  expect(text).toMatch(/redshift:\/\/zoo\.eu-west-1:5439 dev\.public\.dogs +refused-data +.*no_dogs/);
});

it('sends to `migrate` where there is no graph yet', async () => {
  const empty = await testDatabase();
  process.env['DATABASE_URL'] = empty.url;

  const { code, text } = await tributary('rebuild');
  await empty.drop();

  expect(code).toBe(2);
  expect(text).toContain('run `tributary migrate` first');
});

it('wants DATABASE_URL', async () => {
  delete process.env['DATABASE_URL'];

  const { code, text } = await tributary('rebuild');

  expect(code).toBe(2);
  expect(text).toContain('DATABASE_URL');
});
