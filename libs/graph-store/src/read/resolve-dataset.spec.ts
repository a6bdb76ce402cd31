import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../../test/support/open-test-database';
import { nameKey } from '../name-key';
import type { Database } from '../store/database';
import { createGraphReader } from './graph-reader';

const redshift = 'redshift://shop.eu-west-1:5439';
const glue = 'arn:aws:glue:eu-west-1:123456789012';

describe('resolving an address', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());
  afterAll(stopTestServer);

  const dataset = async (namespace: string, name: string, displayName: string): Promise<string> => {
    const [row] = await database.query<{ dataset_id: string }>(
      `insert into dataset (name_key, namespace, name, display_name, kind)
       values ($1, $2, $3, $4, 'table') returning dataset_id`,
      [nameKey({ namespace, name }), namespace, name, displayName],
    );
    return row!.dataset_id;
  };
  const alias = (id: string, namespace: string, name: string): Promise<unknown> =>
    database.query(
      `insert into dataset_alias (dataset_id, name_key, namespace, name, reason) values ($1, $2, $3, $4, 'symlink')`,
      [id, nameKey({ namespace, name }), namespace, name],
    );
  const resolve = async (address: string): Promise<string | readonly string[]> => {
    const answer = await createGraphReader(database).resolve(address);
    return answer.ok ? answer.value.dataset.displayName : [answer.refusal.code, ...answer.refusal.candidates];
  };

  it.each([
    ['its id', `${redshift}/dev.mart.daily`],
    ['its id in another case', `REDSHIFT://shop.eu-west-1:5439/DEV.Mart.Daily`],
    ['the name people use', 'mart.daily'],
    ['its name in the namespace', 'dev.mart.daily'],
    ['its last part, in any case', 'DAILY'],
  ])('finds a table by %s', async (_by, address) => {
    await dataset(redshift, 'dev.mart.daily', 'mart.daily');
    await dataset(redshift, 'dev.mart.daily_totals', 'mart.daily_totals');
    await dataset(redshift, 'dev.mart.not_daily', 'mart.not_daily');

    expect(await resolve(address)).toBe('mart.daily');
  });

  it('finds a dataset by another name of it, whole or in part', async () => {
    const id = await dataset(glue, 'table/lake/orders', 'lake.orders');
    await alias(id, redshift, 'dev.spectrum.lake_orders');

    expect(await resolve(`${redshift}/dev.spectrum.lake_orders`)).toBe('lake.orders');
    expect(await resolve('spectrum.lake_orders')).toBe('lake.orders');
  });

  it('says how it read a name, and which other names the table has and why', async () => {
    const id = await dataset(glue, 'table/lake/orders', 'lake.orders');
    await alias(id, redshift, 'dev.spectrum.lake_orders');
    const readingOf = async (address: string): Promise<unknown> => {
      const answer = await createGraphReader(database).resolve(address);
      return answer.ok ? answer.value.reading : answer.refusal.code;
    };

    expect(await readingOf(`${glue}/table/lake/orders`)).toBe('exact');
    expect(await readingOf(`${redshift}/dev.spectrum.lake_orders`)).toBe('alias');
    expect(await readingOf(`${glue}/table/LAKE/orders`)).toBe('full-name');
    expect(await readingOf('Lake.Orders')).toBe('short-name');
    expect(await readingOf('orders')).toBe('last-part');
    expect(await createGraphReader(database).resolve('orders')).toMatchObject({
      value: { aliases: [{ namespace: redshift, name: 'dev.spectrum.lake_orders', reason: 'symlink' }] },
    });
  });

  it('finds a path by its id, its display name and its tail', async () => {
    await dataset('s3://shop-lake', 'raw/orders', 's3://shop-lake/raw/orders');

    expect(await resolve('s3://shop-lake/raw/orders')).toBe('s3://shop-lake/raw/orders');
    expect(await resolve('raw/orders')).toBe('s3://shop-lake/raw/orders');
  });

  it('lists what an ambiguous name could mean', async () => {
    await dataset(redshift, 'dev.core.orders', 'core.orders');
    await dataset(redshift, 'dev.raw.orders', 'raw.orders');

    expect(await resolve('orders')).toEqual([
      'ambiguous-dataset',
      `${redshift}/dev.core.orders`,
      `${redshift}/dev.raw.orders`,
    ]);
  });

  it('takes the dataset of the same case when two differ in nothing else', async () => {
    await dataset(redshift, 'dev.mart.Daily', 'mart.Daily');
    await dataset(redshift, 'dev.mart.daily', 'mart.daily');

    expect(await resolve('mart.Daily')).toBe('mart.Daily');
    expect(await resolve('MART.DAILY')).toContain('ambiguous-dataset');
  });

  it('prefers a whole name to a longer one that ends in it', async () => {
    await dataset(redshift, 'dev.mart.daily', 'mart.daily');
    await dataset(redshift, 'dev.x.mart.daily', 'x.mart.daily');

    expect(await resolve('mart.daily')).toBe('mart.daily');
  });

  it('says what is near when nothing has the name; wildcards of SQL are letters like others', async () => {
    await dataset(redshift, 'dev.mart.daily_revenue', 'mart.daily_revenue');

    expect(await resolve('prod.daily')).toEqual(['unknown-dataset', `${redshift}/dev.mart.daily_revenue`]);
    expect(await resolve('mart.daily%')).toEqual(['unknown-dataset']);
    expect(await resolve('mart.dailyXrevenue')).toEqual(['unknown-dataset']);
    expect(await resolve('')).toEqual(['unknown-dataset']);
    expect(await resolve('a\0b')).toEqual(['unknown-dataset']);
  });
});
