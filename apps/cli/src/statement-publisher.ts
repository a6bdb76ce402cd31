import { queryObserved, type QueryObserved } from '@tributary/contracts';
import { createPublisher, messagingConfig, openMessaging, queueConfig } from '@tributary/messaging';
import { createMetrics, loadConfig, silentLogger } from '@tributary/service-kit';

/** The queue of statements, as the environment says where it is; close it when done. Throws what is wrong with the settings. */
export function openStatementPublisher() {
  const config = loadConfig(
    messagingConfig.extend(queueConfig.pick({ QUERIES_QUEUE_URL: true }).shape),
    process.env,
  );
  const messaging = openMessaging(config);
  return createPublisher<QueryObserved>({
    queue: messaging.queue('queries', config.QUERIES_QUEUE_URL),
    schema: queryObserved,
    blobs: messaging.blobs,
    logger: silentLogger,
    metrics: createMetrics(),
  });
}
