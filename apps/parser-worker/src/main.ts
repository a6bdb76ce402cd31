import path from 'node:path';
import { storeCatalog } from '@tributary/catalog';
import { eventsQueueMessage, lineageQueueMessage, queriesQueueMessage } from '@tributary/contracts';
import { databaseAccess, openDatabase } from '@tributary/graph-store';
import { createConsumer, createPublisher, openMessaging } from '@tributary/messaging';
import { runService, type Component } from '@tributary/service-kit';
import { parserWorkerConfig } from './config';
import { eventHandler } from './events/handle-events';
import { threadPool } from './pool/thread-pool';
import { statementHandler } from './statements/handle-statements';

void runService({
  name: 'parser-worker',
  config: parserWorkerConfig,
  build: ({ config, logger, metrics }) => {
    const { blobs, queue } = openMessaging(config);
    const database = openDatabase(databaseAccess(config, logger), {
      applicationName: 'tributary-parser-worker',
      onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection was lost'),
    });
    const catalog = storeCatalog(database);
    const schemas: Component = {
      name: 'schemas in the database',
      check: () => catalog.check(),
      stop: () => database.close(),
    };
    const threads = threadPool({
      script: path.join(__dirname, 'parse-thread.js'),
      threads: config.PARSER_THREADS,
      taskTimeoutMs: config.PARSE_TIMEOUT_SECONDS * 1_000,
      threadMemoryMb: config.PARSER_THREAD_MEMORY_MB,
      logger,
    });
    const lineage = createPublisher({
      queue: queue('lineage', config.LINEAGE_QUEUE_URL, config.LINEAGE_DLQ_URL),
      schema: lineageQueueMessage,
      blobs,
      logger,
      metrics,
    });
    const common = {
      blobs,
      logger,
      metrics,
      visibilityTimeoutSeconds: config.VISIBILITY_TIMEOUT_SECONDS,
      dependsOn: [schemas, lineage],
    };
    const statements = createConsumer({
      ...common,
      queue: queue('queries', config.QUERIES_QUEUE_URL, config.QUERIES_DLQ_URL),
      schema: queriesQueueMessage,
      concurrency: config.PARSER_THREADS + 1,
      handle: statementHandler({ engine: threads.engine, catalog, lineage }),
    });
    const events = createConsumer({
      ...common,
      queue: queue('events', config.EVENTS_QUEUE_URL, config.EVENTS_DLQ_URL),
      schema: eventsQueueMessage,
      concurrency: config.PARSER_THREADS + 1,
      handle: eventHandler({
        observe: (message) => threads.engine.run({ kind: 'observe-event', message }),
        lineage,
      }),
    });
    return [schemas, threads, lineage, statements, events];
  },
});
