import { type Glue, type GlueData, glueData, startGlue } from '@tributary/aws-sandbox';
import { type GlueCatalog, glueClient, readGlueCatalog } from '../src';

const sample = glueData({
  databases: [
    {
      name: 'lake',
      tables: [
        {
          name: 'Orders',
          columns: [{ name: 'Id', type: 'bigint' }],
          partitionKeys: [{ name: 'dt', type: 'string' }],
          location: 's3://lake/orders/',
          owner: 'data',
          description: 'all orders',
        },
        {
          name: 'events',
          columns: [
            { name: 'id', type: 'bigint' },
            { name: 'dropped', type: 'string', parameters: { 'iceberg.field.current': 'false' } },
          ],
          parameters: { table_type: 'ICEBERG' },
        },
        {
          name: 'delta',
          columns: [{ name: 'col', type: 'array<string>' }],
          parameters: {
            'spark.sql.sources.schema.numParts': '2',
            'spark.sql.sources.schema.part.0': '{"type":"struct","fields":[{"name":"a","type":"long"},',
            'spark.sql.sources.schema.part.1':
              '{"name":"b","type":{"type":"array","elementType":"string"}}]}',
          },
        },
        { name: 'recent', columns: [{ name: 'id', type: 'bigint' }], view: "SELECT id FROM orders -- ä'" },
        {
          name: 'shared',
          columns: [],
          linkTo: { account: '222222222222', database: 'Sales', table: 'Orders' },
        },
      ],
    },
    { name: 'linked', tables: [{ name: 't', columns: [] }], linkTo: { account: '2', database: 'far' } },
    { name: 'broken', tables: [] },
  ],
});

const hiveView = (table: object): GlueData['tables'][number] => ({
  Name: 'hive_view',
  DatabaseName: 'lake',
  TableType: 'VIRTUAL_VIEW',
  ...table,
});

let server: Glue;
let client: ReturnType<typeof glueClient>;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  sample.tables.push(
    hiveView({ ViewOriginalText: 'select * from t', ViewExpandedText: 'select `t`.`a` from `lake`.`t`' }),
    hiveView({
      Name: 'multi',
      ViewDefinition: {
        Representations: [
          { Dialect: 'REDSHIFT', ViewExpandedText: 'select 1 as r' },
          { Dialect: 'ATHENA', ViewOriginalText: 'select 1 as a' },
        ],
      },
    }),
  );
  server = await startGlue({ data: sample, pageSize: 2 });
  client = glueClient({ region: 'eu-west-1', endpoint: server.endpoint });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
});

const read = (): Promise<GlueCatalog> =>
  readGlueCatalog({ client, callsPerSecond: 1000, retry: { firstMs: 1, slowestMs: 2, attempts: 3 } });
const table = async (name: string) => (await read()).tables.find((one) => one.name === name);
const columns = async (name: string) => (await table(name))?.columns.map((column) => column.name);

describe('the Glue catalog', () => {
  it('reads every page, the empty ones too', async () => {
    const { databases, tables, problems } = await read();

    expect(databases).toEqual(['lake', 'linked', 'broken']);
    expect(tables).toHaveLength(8);
    expect(problems).toEqual([]);
  });

  it('puts partition keys last and names in lower case', async () => {
    expect(await table('orders')).toEqual({
      database: 'lake',
      name: 'orders',
      kind: 'table',
      columns: [
        { name: 'id', type: 'bigint', partitionKey: false },
        { name: 'dt', type: 'string', partitionKey: true },
      ],
      location: 's3://lake/orders/',
      view: null,
      linkTo: null,
      owner: 'data',
      description: 'all orders',
    });
  });

  it('leaves out columns that an Iceberg table no longer has', async () => {
    expect(await columns('events')).toEqual(['id']);
  });

  it("reads a Delta table's schema from its properties", async () => {
    expect(await columns('delta')).toEqual(['a', 'b']);
  });

  it('decodes the views of Athena, and takes those of Hive expanded', async () => {
    expect((await table('recent'))?.view).toEqual({
      sql: "SELECT id FROM orders -- ä'",
      dialect: 'athena',
      catalog: 'awsdatacatalog',
      schema: 'lake',
    });
    expect((await table('hive_view'))?.view).toEqual({
      sql: 'select `t`.`a` from `lake`.`t`',
      dialect: 'hive',
      catalog: null,
      schema: 'lake',
    });
    expect((await table('multi'))?.view).toMatchObject({ sql: 'select 1 as a', dialect: 'athena' });
  });

  it('tells where resource links lead, of a table or of a whole database', async () => {
    const far = { account: '222222222222', region: null, database: 'sales', table: 'orders' };

    expect(await table('shared')).toMatchObject({ kind: 'resource-link', linkTo: far });
    expect(await table('t')).toMatchObject({
      kind: 'resource-link',
      linkTo: { account: '2', database: 'far', table: 't' },
    });
  });

  it('goes on past a database that fails, and says which', async () => {
    server.faults.add({ operation: 'GetTables', code: 'FederationSourceException', message: 'gone' });

    const { tables, problems } = await read();

    expect(tables.map(({ name }) => name)).toEqual(['t']);
    expect(problems).toEqual([
      {
        code: 'glue-database-unreadable',
        detail: "Glue database 'lake': FederationSourceException: gone",
      },
    ]);
  });

  it('outlasts throttling, and throws when the catalog does not answer', async () => {
    server.faults.add({ operation: 'GetDatabases', code: 'ThrottlingException', times: 2 });
    expect((await read()).tables).toHaveLength(8);

    server.faults.add({ operation: 'GetDatabases', code: 'AccessDeniedException' });
    await expect(read()).rejects.toMatchObject({ code: 'permission-denied' });
  });
});
