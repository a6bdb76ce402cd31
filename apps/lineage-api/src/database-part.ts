import type { Database } from '@tributary/graph-store';
import type { Component } from '@tributary/service-kit';

/** The database as a part of the service: there, and with a schema, before anything is served. */
export const databasePart = (database: Database): Component => ({
  name: 'database',
  check: async () => {
    const [row] = await database.query<{ ready: boolean }>(
      `select to_regclass('column_edge') is not null as ready`,
    );
    if (row?.ready !== true) {
      throw new Error('the database has no schema yet: start lineage-writer or run `tributary migrate`');
    }
  },
  stop: () => database.close(),
});
