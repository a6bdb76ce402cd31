import { testDatabase } from '@tributary/testing';
import { migrate, openDatabase, type Database } from '../../src';

const migrated = async (url: string): Promise<void> => void (await migrate(url));

/** A migrated database of the test's own; `close` drops it. */
export async function openTestDatabase(): Promise<Database> {
  const { url, drop } = await testDatabase({ migrate: migrated });
  const database = openDatabase(url);
  return {
    ...database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
