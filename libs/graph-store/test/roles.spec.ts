import { stopTestServer, testDatabase, type TestDatabase } from '@tributary/testing';
import {
  addRawEventMonths,
  createGraphReader,
  migrate,
  openDatabase,
  projectPending,
  pruneRawEvents,
  rebuild,
  schemasAsOf,
  storeObservations,
  takeReparseRequests,
  type Database,
} from '../src';
import { exported } from './support/graph-under-test';
import { catalog, statement, table } from './support/lineage-messages';

jest.setTimeout(60_000);
afterAll(stopTestServer);

const as = (url: string, user: string): string => {
  const address = new URL(url);
  address.username = user;
  return address.href;
};

describe('the roles', () => {
  let graph: TestDatabase;
  const opened: Database[] = [];
  const open = (url: string): Database => {
    const database = openDatabase(url, { tries: 1 });
    opened.push(database);
    return database;
  };
  let logins = 0;
  /** A connection as a login that is a member of `role` and nothing else. */
  const loginOf = async (role: string): Promise<Database> => {
    const login = `login_${(logins += 1)}`;
    await open(graph.url).query(`create role ${login} login in role ${role}`);
    return open(as(graph.url, login));
  };

  beforeEach(async () => void (graph = await testDatabase()));
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    await graph.drop();
  });

  // The first test: roles are the cluster's, and a later one makes them.
  it('may be missing where the login may not make them: a notice says so, and all else is migrated', async () => {
    const owner = open(graph.url);
    await owner.query('create role modest login');
    const [{ name }] = (await owner.query<{ name: string }>('select current_database() as name')) as [
      { name: string },
    ];
    await owner.query(`alter database ${name} owner to modest`);
    const notices: string[] = [];

    const applied = await migrate(as(graph.url, 'modest'), { onNotice: (notice) => notices.push(notice) });

    expect(applied.length).toBeGreaterThan(0);
    expect(notices).toEqual([
      expect.stringContaining('tributary_parser, tributary_reader, tributary_writer'),
    ]);

    await owner.query('create role tributary_writer nologin');
    await migrate(as(graph.url, 'modest'), { roles: true });
    const writer = await loginOf('tributary_writer');
    await writer.transaction((transaction) => storeObservations(transaction, [catalog(0, { a: ['x'] })]));
  });

  it('are made once, however many migrate at the same time', async () => {
    const others = await Promise.all([testDatabase(), testDatabase()]);
    const notices: string[] = [];
    const options = { roles: true, onNotice: (notice: string) => notices.push(notice) };

    await Promise.all([graph, ...others].map(({ url }) => migrate(url, options)));
    await migrate(graph.url, options);

    expect(notices).toEqual([]);
    for (const other of others) await other.drop();
  });

  it('let the writer write and rebuild, and change no table', async () => {
    await migrate(graph.url);
    const writer = await loginOf('tributary_writer');
    const [{ login }] = (await writer.query<{ login: string }>('select current_user as login')) as [
      { login: string },
    ];

    expect(await migrate(as(graph.url, login))).toEqual([]);
    await writer.transaction((transaction) =>
      storeObservations(transaction, [
        catalog(0, { a: ['x'], t: ['x'] }),
        statement(
          { sql: 's', output: ['t', 'append'], edges: ['t.x <- a.x'], consulted: { a: null } },
          { id: 'q1', at: 1 },
        ),
      ]),
    );
    await projectPending(writer);
    await takeReparseRequests(writer, 10, async () => undefined);
    await rebuild(writer);
    expect(await addRawEventMonths(writer, new Date('2101-01-01'))).toHaveLength(3);
    await pruneRawEvents(writer, { before: new Date('2101-03-01') });

    expect((await exported(writer)).length).toBeGreaterThan(0);
    await expect(writer.query('drop table dirty')).rejects.toThrow('must be owner');
    await expect(writer.query('create table mine (n integer)')).rejects.toThrow('permission denied');
    await expect(writer.query('delete from schema_migration')).rejects.toThrow('permission denied');
  });

  it('let the reader read all, and write nothing', async () => {
    await migrate(graph.url);
    const reader = await loginOf('tributary_reader');

    expect(await exported(reader)).toEqual([]);
    expect(createGraphReader(reader)).toBeDefined();
    for (const { tablename } of await reader.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    )) {
      await reader.query(`select from ${tablename} limit 1`);
      await expect(reader.query(`delete from ${tablename}`)).rejects.toThrow('permission denied');
    }
    for (const call of [`add_raw_event_month('2101-01')`, `drop_raw_event_month('2026-01', '2101')`]) {
      await expect(reader.query(`select ${call}`)).rejects.toThrow('permission denied');
    }
  });

  it('let the parser read schemas, and no statement', async () => {
    await migrate(graph.url);
    const parser = await loginOf('tributary_parser');
    const asked = { dataset: table('a'), temp: false, at: '2026-03-01T08:00:00Z', sessionId: null };

    expect(await schemasAsOf(parser, [{ ...asked, sourceId: 'redshift:shop' }])).toEqual([null]);
    await expect(parser.query('select from statement_text')).rejects.toThrow('permission denied');
    await expect(parser.query('delete from name_state')).rejects.toThrow('permission denied');
  });
});
