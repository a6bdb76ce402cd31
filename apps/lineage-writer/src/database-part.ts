import { migrate, type Database, type DatabaseAccess } from '@tributary/graph-store';
import type { Component, Logger } from '@tributary/service-kit';

/** The database as a part of the service: reached, and brought up to date, before anything is written. */
export const databasePart = (
  database: Database,
  access: string | DatabaseAccess,
  logger: Logger,
): Component => ({
  name: 'database',
  check: async () => {
    const migrations = await migrate(access, {
      onNotice: (notice) => logger.warn({ notice }, 'the database was migrated, but not all could be done'),
    });
    if (migrations.length > 0) logger.info({ migrations }, 'database migrated');
  },
  stop: () => database.close(),
});

/** The same, for those who only wait until it answers. */
export const databaseAnswers = (database: Database): Component => ({
  name: 'database',
  check: async () => void (await database.query('select 1')),
});
