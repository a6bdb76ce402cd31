import { randomUUID } from 'node:crypto';
import { lineageQueueMessage, queriesQueueMessage } from '@tributary/contracts';
import { type Publisher, createPublisher, openMessaging, s3Client } from '@tributary/messaging';
import type { JobContext } from '@tributary/service-kit';
import type { CollectOptions } from './collect';
import { type CollectorConfig, windowOptions } from './config';
import { s3StateStore } from './state/s3-state-store';
import type { StateStore } from './state/state-store';

export type Outside = Pick<
  CollectOptions,
  'queries' | 'lineage' | 'state' | 'window' | 'runId' | 'clock' | 'logger'
>;

/** Opens what a collector writes to: the queues (waiting until they answer) and the state. A dry run writes nowhere. */
export async function openCollection(
  context: JobContext<CollectorConfig>,
  sourceId: string,
): Promise<Outside> {
  const { config, logger, metrics, clock } = context;
  const messaging = openMessaging(config);
  const client = s3Client({ region: config.AWS_REGION });
  const state = s3StateStore({ client, bucket: config.STATE_BUCKET, sourceId });
  const common = { runId: randomUUID(), window: windowOptions(config), clock, logger };
  if (config.DRY_RUN)
    return { ...common, queries: discarding(), lineage: discarding(), state: readOnly(state) };

  const { blobs } = messaging;
  const queries = createPublisher({
    queue: messaging.queue('queries', config.QUERIES_QUEUE_URL),
    schema: queriesQueueMessage,
    blobs,
    logger,
    metrics,
  });
  const lineage = createPublisher({
    queue: messaging.queue('lineage', config.LINEAGE_QUEUE_URL),
    schema: lineageQueueMessage,
    blobs,
    logger,
    metrics,
  });
  await context.use(queries);
  await context.use(lineage);
  return { ...common, queries, lineage, state };
}

const discarding = (): Publisher<unknown> => ({
  publish: async () => undefined,
  close: async () => undefined,
});

const readOnly = (state: StateStore): StateStore => ({ read: () => state.read(), write: async () => true });
