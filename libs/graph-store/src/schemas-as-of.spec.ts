import { stopTestServer } from '@tributary/testing';
import { openTestDatabase } from '../test/support/open-test-database';
import { schemasAsOf } from '.';

afterAll(stopTestServer);

describe('schemasAsOf', () => {
  it('knows nothing of a name that nobody has seen', async () => {
    const database = await openTestDatabase();
    const dataset = { namespace: 'redshift://shop.eu-west-1:5439', name: 'dev.sales.orders' };

    const answers = await schemasAsOf(database, [
      { dataset, temp: false, at: '2026-03-01T08:00:00Z', sessionId: null, sourceId: 'shop' },
    ]);

    expect(answers).toEqual([null]);
    await database.close();
  });
});
