import { migrate, openDatabase, projectPending, storeObservations } from '@tributary/graph-store';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { storeCatalog } from './store-catalog';

afterAll(stopTestServer);

const namespace = 'redshift://shop.eu-west-1:5439';
const request = (name: string) => ({
  dataset: { namespace, name, temp: false },
  at: '2026-03-02T00:00:00Z',
  position: 0,
  sessionId: null,
  sourceId: 'shop',
});

describe('storeCatalog', () => {
  it('says no until the schema is there', async () => {
    const { url, drop } = await testDatabase();
    const database = openDatabase(url);

    await expect(storeCatalog(database).check()).rejects.toThrow('name_state');
    await migrate(url);
    await expect(storeCatalog(database).check()).resolves.toBeUndefined();

    await database.close();
    await drop();
  });

  it('answers in order from what collectors observed', async () => {
    const { url, drop } = await testDatabase();
    await migrate(url);
    const database = openDatabase(url);
    const column = (name: string) => ({ name, type: null, partitionKey: false });
    await storeObservations(database, [
      {
        type: 'catalog-observed',
        version: 1,
        source: { kind: 'redshift', id: 'shop', namespace },
        runId: 'run-1',
        observedAt: '2026-03-01T00:00:00Z',
        tables: [
          {
            dataset: { namespace, name: 'dev.sales.orders' },
            tableType: 'table',
            columns: [column('id'), column('amount')],
            location: null,
            linkTo: null,
            owner: null,
            description: null,
          },
        ],
        externalSchemas: [],
        datashares: [],
        searchPaths: [],
      },
    ]);
    while ((await projectPending(database)).more);

    const [unknown, orders, again] = await storeCatalog(database).columns(
      ['dev.sales.other', 'dev.sales.orders', 'dev.sales.orders'].map(request),
    );

    expect(unknown).toBeNull();
    expect(orders).toEqual(['id', 'amount']);
    expect(again).toEqual(['id', 'amount']);
    await database.close();
    await drop();
  });
});
