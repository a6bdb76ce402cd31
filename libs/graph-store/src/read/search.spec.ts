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

  describe('by words that hundreds of names have', () => {
    const many = `
      insert into dataset (name_key, namespace, name, display_name, kind)
      select name, 'redshift://shop', 'shop.' || name, name, 'table'
      from (
        select format('mart.order_%s', n) from generate_series(1, 600) n
        union all
        select format('mart.fct_order_%s_order', n) from generate_series(1, 20) n
        union all
        select unnest(array['mart.Order', 'mart.reorder', 'mart.preorder', 'mart.purchases'])
      ) named (name);
      insert into dataset_alias
      select dataset_id, 'alias', 'awsglue://shop', 'lake.order_all', 'location' from dataset where name_key = 'mart.purchases';
      insert into dataset_column (dataset_id, name, type, ordinal) select dataset_id, 'total', 'int', 1 from dataset;
      insert into dataset_column (dataset_id, name, type, ordinal) select dataset_id, 'subtotal', 'int', 2 from dataset;`;

    /** All pages of 100. */
    const everyPage = async (q: string): Promise<string[]> => {
      const all: string[] = [];
      for (let cursor: string | null = null; ;) {
        const page = await search(q, 100, cursor);
        all.push(...page.results);
        expect(page.truncated).toBe(page.cursor !== null);
        if (page.cursor === null) return all;
        cursor = page.cursor;
      }
    };

    it('gives each once: the name itself, names that start so, that have the word, that have it inside of one or are called so', async () => {
      await database.query(many);

      const found = await everyPage('order');

      expect(found).toHaveLength(624);
      expect(new Set(found).size).toBe(624);
      expect(found.slice(0, 3)).toEqual(['mart.Order', 'mart.order_1', 'mart.order_10']);
      expect(found.slice(601, 621).every((name) => name.startsWith('mart.fct_order_'))).toBe(true);
      expect(found.slice(621)).toEqual(['mart.preorder', 'mart.purchases', 'mart.reorder']);
    });

    it('gives each column once: of that name, of names that contain it, then of datasets that have the word inside of one', async () => {
      await database.query(many);

      const found = await everyPage('order total');

      expect(found).toHaveLength(2 * 623);
      expect(new Set(found).size).toBe(2 * 623);
      expect(found[0]).toBe('mart.Order.total');
      expect(found[620]).toMatch(/^mart\.fct_order_\d+_order\.total$/);
      expect(found[621]).toBe('mart.Order.subtotal');
      expect(found.slice(-4)).toEqual([
        'mart.preorder.total',
        'mart.reorder.total',
        'mart.preorder.subtotal',
        'mart.reorder.subtotal',
      ]);
    });

    it('finds the few that have a rarer word too', async () => {
      await database.query(many);

      expect(await everyPage('fct order_12')).toEqual(['mart.fct_order_12_order']);
      expect(await everyPage('order_599 order')).toEqual(['mart.order_599']);
      expect(await everyPage('mart.order_599')).toEqual(['mart.order_599']);
      expect(await everyPage('order_599 total')).toEqual(['mart.order_599.total', 'mart.order_599.subtotal']);
    });
  });
});
