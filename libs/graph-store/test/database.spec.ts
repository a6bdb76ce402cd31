import { stopTestServer } from '@tributary/testing';
import type { Database } from '../src';
import { openTestDatabase } from './support/open-test-database';

const begin = 'begin isolation level repeatable read, read only';

describe('a database', () => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase()));
  afterAll(async () => {
    await database.close();
    await stopTestServer();
  });

  const snapshot = (): Promise<unknown[]> => database.query('select pg_current_snapshot()::text');

  it('reads one snapshot, whatever others write meanwhile', async () => {
    const counted = await database.read(async (at) => {
      const before = await at.query('select * from dirty');
      await database.query(`insert into dirty (kind, key) values ('name', 'k')`);
      return [before, await at.query('select * from dirty')];
    }, begin);

    expect(counted).toEqual([[], []]);
    expect(await database.query('select key from dirty')).toEqual([{ key: 'k' }]);
  });

  it('tells why a reading failed, and its connection is as good as new', async () => {
    const failing = database.read(
      (at) => at.query(`insert into dirty (kind, key) values ('name', 'k')`),
      begin,
    );
    await expect(failing).rejects.toThrow(/read-only transaction/);

    for (let asked = 0; asked < 8; asked += 1) expect(await snapshot()).toHaveLength(1);
  });

  it('tells why a reading could not begin', async () => {
    const failing = database.read((at) => at.query('select 1'), 'begin; set local no_such_setting = 1');

    await expect(failing).rejects.toThrow(/no_such_setting/);
  });

  it('waits with closing for readings that have ended for their callers alone', async () => {
    const other = await openTestDatabase();

    await other.read((at) => at.query('select 1'), begin);

    await other.close();
  });
});
