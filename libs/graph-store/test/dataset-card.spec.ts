import { stopTestServer } from '@tributary/testing';
import { rebuild, type Database } from '../src';
import { observe } from './support/graph-under-test';
import { catalog, statement } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

describe('the card of a dataset', () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const listed = async (): Promise<Record<string, string[]>> => {
    const rows = await database.query<{ name: string; card: { names: string[] } }>(
      "select replace(display_name, 'mart.', '') as name, card from dataset_card join dataset using (dataset_id)",
    );
    return Object.fromEntries(rows.map(({ name, card }) => [name, card.names]));
  };
  const copy = (from: string, to: string, column: string, at: number) =>
    statement(
      {
        sql: `insert into ${to} select ${column} from ${from}`,
        output: [to, 'append'],
        edges: [`${to}.${column} <- ${from}.${column}`],
        reads: [from],
      },
      { id: `q${at}`, at },
    );

  it('has columns that were declared in order, then those that only edges name', async () => {
    await observe(database, catalog(0, { orders: ['id', 'total'] }), copy('orders', 'daily', 'total', 1));
    await observe(database, copy('orders', 'daily', 'extra', 2));

    expect(await listed()).toEqual({ orders: ['id', 'total', 'extra'], daily: ['extra', 'total'] });
  });

  it('follows columns that come, go and change places, and datasets that are gone', async () => {
    await observe(
      database,
      catalog(0, { orders: ['id', 'total'], daily: ['total'] }),
      copy('orders', 'daily', 'total', 1),
    );

    await observe(database, catalog(2, { orders: ['total', 'status'] }));

    expect(await listed()).toEqual({ orders: ['total', 'status'], daily: ['total'] });
    await database.query(`delete from column_edge`);
    await database.query(`delete from dataset where display_name = 'mart.daily'`);
    expect(await listed()).toEqual({ orders: ['total', 'status'] });
  });

  it('follows what a dataset is called and is', async () => {
    await observe(database, catalog(0, { orders: ['id'] }));

    await database.query(`update dataset set kind = 'view', display_name = 'mart.Orders'`);

    expect(
      await database.query(
        `select card ->> 'kind' as kind, card ->> 'display_name' as name from dataset_card`,
      ),
    ).toEqual([{ kind: 'view', name: 'mart.Orders' }]);
  });

  it('is the same after a rebuild', async () => {
    await observe(database, catalog(0, { orders: ['id', 'total'] }), copy('orders', 'daily', 'total', 1));
    const before = await listed();

    await rebuild(database);

    expect(await listed()).toEqual(before);
  });
});
