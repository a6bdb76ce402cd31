import { type Athena, athenaData, startAthena } from '@tributary/aws-sandbox';
import { type AthenaExecution, type AthenaHistoryPort, athenaClient, athenaHistory } from '../src';

const unprocessed = new Map<string, number>();
let server: Athena;
let client: ReturnType<typeof athenaClient>;
let history: AthenaHistoryPort;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const data = athenaData({
    workgroups: [{ name: 'closed', enabled: false }],
    executions: Array.from({ length: 73 }, (_, index) => ({
      sql: `select ${index}`,
      startedAt: new Date(Date.UTC(2026, 4, 4, 10, index)),
      endedAt: new Date(Date.UTC(2026, 4, 4, 10, index, 30)),
      workgroup: index < 70 ? 'etl' : 'closed',
      database: 'Lake',
      status: index === 69 ? ('running' as const) : ('success' as const),
    })),
    preparedStatements: [
      { name: 'daily', workgroup: 'etl', sql: 'select ?', modifiedAt: '2026-05-01T00:00:00Z' },
    ],
  });
  server = await startAthena({ data, unprocessed, order: 'shuffled' });
  client = athenaClient({ region: 'eu-west-1', endpoint: server.endpoint });
  history = athenaHistory({
    client,
    listsPerSecond: 1000,
    batchesPerSecond: 1000,
    retry: { firstMs: 1, slowestMs: 2 },
  });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
});

const executionsOf = async (workgroup: string): Promise<AthenaExecution[]> => {
  const all: AthenaExecution[] = [];
  for await (const page of history.executions(workgroup)) all.push(...page);
  return all;
};

describe("Athena's history", () => {
  it('names every workgroup, disabled ones too', async () => {
    expect([...(await history.workgroups())].sort()).toEqual(['closed', 'etl', 'primary']);
  });

  it('gives every execution of a workgroup whatever the order', async () => {
    const all = await executionsOf('etl');

    expect(new Set(all.map(({ id }) => id)).size).toBe(70);
    expect(await executionsOf('closed')).toHaveLength(3);
    expect(all.find(({ sql }) => sql === 'select 5')).toMatchObject({
      workgroup: 'etl',
      database: 'lake',
      catalog: 'awsdatacatalog',
      state: 'success',
      submittedAt: new Date('2026-05-04T10:05:00Z'),
      completedAt: new Date('2026-05-04T10:05:30Z'),
    });
    expect(all.find(({ state }) => state === 'running')?.completedAt).toBeNull();
  });

  it('asks again for ids that come back unprocessed', async () => {
    for (const { id } of server.data.executions.slice(0, 30)) unprocessed.set(id, 2);

    expect(await executionsOf('etl')).toHaveLength(70);
  });

  it('leaves out ids that Athena no longer knows', async () => {
    const known = server.data.executions[0]?.id ?? '';

    expect((await history.byId([known, '00000000-0000-4000-8000-000000000000'])).map(({ id }) => id)).toEqual(
      [known],
    );
  });

  it('outlasts throttling', async () => {
    server.faults.add(
      { operation: 'ListQueryExecutions', code: 'ThrottlingException', times: 4 },
      { operation: 'BatchGetQueryExecution', code: 'TooManyRequestsException', times: 4 },
    );

    expect(await executionsOf('etl')).toHaveLength(70);
  });

  it('gives a prepared statement of its workgroup, null when there is none', async () => {
    expect(await history.preparedStatement('etl', 'daily')).toEqual({
      sql: 'select ?',
      modifiedAt: new Date('2026-05-01T00:00:00Z'),
    });
    expect(await history.preparedStatement('closed', 'daily')).toBeNull();
  });

  it('says what may not be read', async () => {
    server.faults.add({ operation: 'ListWorkGroups', code: 'AccessDeniedException', message: 'no' });

    await expect(history.workgroups()).rejects.toMatchObject({ code: 'permission-denied' });
  });
});
