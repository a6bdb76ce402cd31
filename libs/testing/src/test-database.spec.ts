import pg from 'pg';
import { stopTestServer, testDatabase } from './test-database';

afterAll(stopTestServer);

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
};

describe('testDatabase', () => {
  it('migrates once and gives every test its own copy', async () => {
    let migrations = 0;
    const migrate = async (url: string): Promise<void> => {
      migrations += 1;
      await query(url, 'create table t (n integer)');
    };

    const first = await testDatabase({ migrate });
    const second = await testDatabase({ migrate });
    await query(first.url, 'insert into t values (1)');

    expect(migrations).toBe(1);
    expect(await query(second.url, 'select * from t')).toEqual([]);
    await first.drop();
    await second.drop();
  });
});
