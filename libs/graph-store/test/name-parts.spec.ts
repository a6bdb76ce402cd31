import { stopTestServer } from '@tributary/testing';
import { rebuild, type Database } from '../src';
import { observe } from './support/graph-under-test';
import { statement } from './support/lineage-messages';
import { openTestDatabase } from './support/open-test-database';

jest.setTimeout(60_000);
afterAll(stopTestServer);

describe("the parts of datasets' names", () => {
  let database: Database;
  beforeEach(async () => void (database = await openTestDatabase()));
  afterEach(() => database.close());

  const parts = async (): Promise<string[]> => {
    const rows = await database.query<{ part: string }>('select part from dataset_name_part order by part');
    return rows.map(({ part }) => part);
  };
  const insert = `insert into dataset (name_key, namespace, name, display_name, kind)
    select name, 'redshift://shop', name, name, 'table' from unnest($1::text[]) name`;

  it('are what begins between dots, and after other signs', async () => {
    await database.query(insert, [['Mart.fct_order-Lines/x']]);

    expect(await parts()).toEqual([
      '.fct_order-lines/x',
      '.mart.fct_order-lines/x',
      '_lines/x',
      '_order-lines/x',
      '_x',
    ]);
  });

  it('are cut, and those of a very long name end', async () => {
    await database.query(insert, [['a.'.repeat(3_000)]]);

    const all = await parts();

    expect(Math.max(...all.map((part) => part.length))).toBe(101);
    expect(all.length).toBeLessThan(5);
  });

  it('follow a name that changes and a dataset that goes', async () => {
    await database.query(insert, [['a', 'b']]);

    await database.query(`update dataset set display_name = 'c' where name_key = 'a'`);
    await database.query(`delete from dataset where name_key = 'b'`);

    expect(await parts()).toEqual(['.c']);
  });

  it('are the same after a rebuild', async () => {
    await observe(
      database,
      statement(
        {
          sql: 'insert into daily select n from orders',
          output: ['daily', 'append'],
          edges: ['daily.n <- orders.n'],
          reads: ['orders'],
        },
        { id: 'q1', at: 1 },
      ),
    );
    const before = await parts();

    await rebuild(database);

    expect(before).toEqual(['.daily', '.mart.daily', '.mart.orders', '.orders']);
    expect(await parts()).toEqual(before);
  });
});
