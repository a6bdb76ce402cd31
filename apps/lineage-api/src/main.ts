import { createGraphReader, databaseAccess, openDatabase } from '@tributary/graph-store';
import { createHttpServer, runService } from '@tributary/service-kit';
import { createApp } from './app';
import { config } from './config';
import { databasePart } from './database-part';
import { openKeyRing } from './keys/open-key-ring';

void runService({
  name: 'lineage-api',
  config,
  build: async ({ config, logger, metrics }) => {
    const keys = await openKeyRing(config, logger);
    const database = openDatabase(databaseAccess(config, logger), {
      applicationName: 'lineage-api',
      maxConnections: config.DATABASE_CONNECTIONS,
      onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection was lost'),
    });
    const reader = createGraphReader(database, { budgetMs: config.QUERY_BUDGET_MS });
    const app = createApp({
      reader,
      budgetMs: config.QUERY_BUDGET_MS,
      keys,
      webDist: config.WEB_DIST,
      logger,
      metrics,
    });
    const { PORT: port, HOST: host, PORT_FILE: portFile } = config;
    return [databasePart(database), createHttpServer({ app, port, host, portFile })];
  },
});
