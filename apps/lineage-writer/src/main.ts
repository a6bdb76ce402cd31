import { queriesQueueMessage } from '@tributary/contracts';
import { databaseAccess, openDatabase } from '@tributary/graph-store';
import { createPublisher, openMessaging } from '@tributary/messaging';
import { runService } from '@tributary/service-kit';
import { lineageWriterConfig } from './config';
import { createWriter } from './create-writer';
import { databasePart } from './database-part';
import { createOutlet } from './openlineage-out/create-outlet';
import { openSink } from './openlineage-out/open-sink';
import { openOutbox } from './openlineage-out/open-outbox';
import { createProjector } from './projector';
import { createRetention } from './retention';
import { writerMetrics } from './writer-metrics';

void runService({
  name: 'lineage-writer',
  config: lineageWriterConfig,
  build: ({ config, clock, logger, metrics }) => {
    const { blobs, queue } = openMessaging(config);
    const counts = writerMetrics(metrics);
    const access = databaseAccess(config, logger);
    const database = openDatabase(access, {
      applicationName: 'tributary-lineage-writer',
      maxConnections: config.DATABASE_CONNECTIONS,
      onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection was lost'),
    });
    const queries = createPublisher({
      queue: queue('queries', config.QUERIES_QUEUE_URL, config.QUERIES_DLQ_URL),
      schema: queriesQueueMessage,
      blobs,
      logger,
      metrics,
    });
    const projector = createProjector({
      database,
      queries,
      pauseMs: config.PROJECTION_PAUSE_MS,
      reparsePerMinute: config.REPARSE_PER_MINUTE,
      logger,
      metrics: counts,
    });
    const sink = openSink(config);
    const outlet =
      sink === null ? null : createOutlet({ sink, outbox: openOutbox(config, clock), clock, logger, counts });
    const writer = createWriter({
      database,
      queue: queue('lineage', config.LINEAGE_QUEUE_URL, config.LINEAGE_DLQ_URL),
      blobs,
      concurrency: config.WRITE_CONCURRENCY,
      maxBatch: config.BATCH_MESSAGES,
      maxWaitMs: config.BATCH_WAIT_MS,
      visibilityTimeoutSeconds: config.VISIBILITY_TIMEOUT_SECONDS,
      logger,
      metrics,
      counts,
      outlet,
    });
    const retention = createRetention({
      database,
      keepDays: config.RAW_EVENT_RETENTION_DAYS,
      dryRun: config.RAW_EVENT_RETENTION_DRY_RUN,
      clock,
      logger,
      metrics: counts,
    });
    const parts = [databasePart(database, access, logger), queries, projector];
    return [...parts, ...(outlet === null ? [] : [outlet]), writer, retention];
  },
});
