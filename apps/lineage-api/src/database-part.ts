import { missingMigrations, type Database } from '@tributary/graph-store';
import type { Component } from '@tributary/service-kit';

/** The database as a part of the service: there, and with a schema no older than the service, before anything is served. */
export const databasePart = (database: Database): Component => ({
  name: 'database',
  check: async () => {
    const missing = await missingMigrations(database);
    if (missing.length > 0) {
      throw new Error(
        `the database lacks the migrations ${missing.join(', ')}: start lineage-writer or run \`tributary migrate\``,
      );
    }
  },
  stop: () => database.close(),
});
