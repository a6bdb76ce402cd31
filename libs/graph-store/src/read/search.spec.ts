import { searchResponse } from '@tributary/contracts';
import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { seedGraph } from '../../test/support/seed-graph';
import type { Database } from '../store/database';
import { createGraphReader } from './graph-reader';

describe('search', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());
  afterAll(stopTestServer);

  const search = async (q: string, limit = 50, cursor: string | null = null) => {
    const answer = await createGraphReader(database).search({ q, limit, cursor });
    if (!answer.ok) throw new Error(answer.refusal.code);
    const { results, ...page } = searchResponse.parse(answer.value);
    return {
      ...page,
      results: results.map(({ dataset, column }) => [dataset.displayName, column].filter(Boolean).join('.')),
    };
  };

  it('puts the name itself first, then names that start so, then any that contain it', async () => {
    await seedGraph(database, ['orders.id -> fct_orders.order_id', 'orders_day.orders -> old_orders.n']);

    expect((await search('orders')).results).toEqual([
      'mart.orders',
      'mart.orders_day.orders',
      'mart.orders_day',
      'mart.fct_orders',
      'mart.old_orders',
    ]);
  });

  it.each(['orders.total', 'orders total', 'ORDERS Total', 'mart.orders.total'])(
    'finds a column by "%s"',
    async (q) => {
      await seedGraph(database, ['orders.total -> daily.total', 'orders.id -> daily.n']);

      expect((await search(q)).results).toEqual(['mart.orders.total']);
    },
  );

  it('finds words in either name, and across the point between them', async () => {
    await seedGraph(database, ['orders.created_at -> created.x', 'mart_orders.n -> lines.orders_at']);

    expect((await search('created at')).results).toEqual(['mart.orders.created_at']);
    expect((await search('orders.cre at')).results).toEqual(['mart.orders.created_at']);
    expect((await search('lines orders')).results).toEqual(['mart.lines.orders_at']);
  });

  it('refuses a cursor that is none of its own', async () => {
    const cursor = Buffer.from(JSON.stringify([1, 'a', 'not an id', 'b'])).toString('base64url');

    await expect(search('orders', 5, cursor)).rejects.toThrow('invalid-cursor');
  });

  it('one or two letters match the starts of words', async () => {
    await seedGraph(database, ['fx_rates.id -> paid.order_id', 'orders.n -> wide.x']);

    expect((await search('ra')).results).toEqual(['mart.fx_rates']);
    expect((await search('id')).results).toEqual(['mart.fx_rates.id', 'mart.paid.order_id']);
  });

  it('finds a dataset by another name of it, once', async () => {
    const graph = await seedGraph(database, ['orders.id -> daily.n']);
    await database.query(
      `insert into dataset_alias
       select $1, k, 'n', 'dev.spectrum.lake_orders', 'symlink' from unnest(array['a', 'b']) k`,
      [graph.column('orders.id').dataset],
    );

    expect((await search('spectrum')).results).toEqual(['mart.orders']);
  });

  it('takes % and _ for letters and never lists the pseudo-column', async () => {
    await seedGraph(database, ['orders.* -> daily.*']);

    expect((await search('%')).results).toEqual([]);
    expect((await search('a_i')).results).toEqual([]);
    expect((await search('*')).results).toEqual([]);
    expect((await search('  ')).results).toEqual([]);
  });

  it('hands out pages that together are the whole', async () => {
    await seedGraph(database, ['orders.order_a -> orders.order_b', 'orders.order_c -> orders.order_d']);
    const whole = await search('order');

    const first = await search('order', 3);
    const second = await search('order', 3, first.cursor);

    expect([...first.results, ...second.results]).toEqual(whole.results);
    expect([first.truncated, second.truncated]).toEqual([true, false]);
  });
});
