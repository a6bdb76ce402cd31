import { migrate, openDatabase } from '@tributary/graph-store';
import { stopTestServer, testDatabase } from '@tributary/testing';
import { databasePart } from './database-part';

afterAll(stopTestServer);

describe('the database as a part', () => {
  it('is not ready before its schema is, nor while that is older than the service', async () => {
    const { url, drop } = await testDatabase();
    const database = openDatabase(url);
    const part = databasePart(database);

    try {
      await expect(part.check?.()).rejects.toThrow('lacks the migrations graph, ');
      await migrate(url);
      await expect(part.check?.()).resolves.toBeUndefined();
      await database.query('delete from schema_migration where migration_id > 4');
      await expect(part.check?.()).rejects.toThrow('lacks the migrations read_functions');
    } finally {
      await part.stop?.();
      await drop();
    }
  });
});
