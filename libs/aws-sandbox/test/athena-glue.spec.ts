import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  GetPreparedStatementCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
} from '@aws-sdk/client-athena';
import { GetTablesCommand, GlueClient, paginateGetDatabases, paginateGetTables } from '@aws-sdk/client-glue';
import { athenaData } from '../src/athena/athena-data';
import { type Athena, startAthena } from '../src/athena/start-athena';
import { glueData } from '../src/glue/glue-data';
import { type Glue, startGlue } from '../src/glue/start-glue';
import { smallSample } from './support/small-sample';

const common = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  maxAttempts: 1,
};
let athenaServer: Athena;
let glueServer: Glue;
let athena: AthenaClient;
let glue: GlueClient;
const unprocessed = new Map<string, number>();

beforeAll(async () => {
  const sample = smallSample();
  athenaServer = await startAthena({ data: athenaData(sample.athena), unprocessed });
  glueServer = await startGlue({ data: glueData(sample.glue) });
  athena = new AthenaClient({ ...common, endpoint: athenaServer.endpoint });
  glue = new GlueClient({ ...common, endpoint: glueServer.endpoint });
});

afterAll(async () => {
  athena.destroy();
  glue.destroy();
  await athenaServer.stop();
  await glueServer.stop();
});

describe('the Athena sandbox', () => {
  it('lists every workgroup that is named', async () => {
    const { WorkGroups } = await athena.send(new ListWorkGroupsCommand({}));

    expect(WorkGroups?.map(({ Name }) => Name).sort()).toEqual(['etl', 'primary']);
  });

  it('pages executions by fifty and knows only primary when no workgroup is named', async () => {
    const first = await athena.send(new ListQueryExecutionsCommand({ WorkGroup: 'etl' }));
    const primary = await athena.send(new ListQueryExecutionsCommand({}));

    expect(first.QueryExecutionIds).toHaveLength(50);
    expect(first.NextToken).toBeDefined();
    expect(primary.QueryExecutionIds).toEqual([]);
  });

  it('gives times as dates and leaves ids unprocessed on demand', async () => {
    const [one, two] = athenaServer.data.executions;
    unprocessed.set(two?.id ?? '', 1);
    const ask = new BatchGetQueryExecutionCommand({ QueryExecutionIds: [one?.id ?? '', two?.id ?? ''] });

    const first = await athena.send(ask);
    const second = await athena.send(ask);

    expect(first.QueryExecutions?.[0]?.Status).toMatchObject({
      State: 'SUCCEEDED',
      SubmissionDateTime: new Date('2026-05-04T10:00:00Z'),
    });
    expect(first.UnprocessedQueryExecutionIds?.map((left) => left.QueryExecutionId)).toEqual([two?.id]);
    expect(second.QueryExecutions).toHaveLength(2);
  });

  it('knows prepared statements by workgroup, and fails on demand', async () => {
    const ask = (WorkGroup: string) =>
      athena.send(new GetPreparedStatementCommand({ StatementName: 'daily', WorkGroup }));

    expect((await ask('etl')).PreparedStatement?.QueryStatement).toBe('select ?');
    await expect(ask('primary')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    athenaServer.faults.add({ operation: 'GetPreparedStatement', code: 'ThrottlingException' });
    await expect(ask('etl')).rejects.toMatchObject({ name: 'ThrottlingException' });
  });
});

describe('the Glue sandbox', () => {
  it('begins listings with an empty page that has a token', async () => {
    const first = await glue.send(new GetTablesCommand({ DatabaseName: 'lake' }));

    expect(first.TableList).toEqual([]);
    expect(first.NextToken).toBeDefined();
  });

  it('lists databases and tables, views in base64 as Athena writes them', async () => {
    const databases: string[] = [];
    for await (const page of paginateGetDatabases({ client: glue }, {}))
      for (const { Name } of page.DatabaseList ?? []) databases.push(Name ?? '');
    const tables = [];
    for await (const page of paginateGetTables({ client: glue }, { DatabaseName: 'lake' }))
      tables.push(...(page.TableList ?? []));

    const [orders, recent] = tables;
    const encoded = /Presto View: (\S+)/.exec(recent?.ViewOriginalText ?? '')?.[1] ?? '';

    expect(databases).toEqual(['lake']);
    expect(orders).toMatchObject({
      Name: 'orders',
      PartitionKeys: [{ Name: 'dt', Type: 'string' }],
      StorageDescriptor: { Location: 's3://lake/orders/' },
    });
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({
      originalSql: 'SELECT id FROM orders',
      schema: 'lake',
    });
  });

  it('says so when a database is not there', async () => {
    await expect(glue.send(new GetTablesCommand({ DatabaseName: 'gone' }))).rejects.toMatchObject({
      name: 'EntityNotFoundException',
    });
  });
});
