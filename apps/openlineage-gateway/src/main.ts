import { eventReceived } from '@tributary/contracts';
import { createPublisher, openMessaging } from '@tributary/messaging';
import { createHttpServer, runService } from '@tributary/service-kit';
import { gatewayConfig } from './config';
import { createApp } from './create-app';
import { gatewayMetrics } from './gateway-metrics';
import { createLoad } from './http/load';
import { openKeys } from './keys/open-keys';
import { createGatherer } from './publish/gatherer';
import { refusingBlobStore } from './publish/refusing-blob-store';

/** Beyond this many tries the client is asked to come again: it knows nothing of ours and gives up after 5 s. */
const ATTEMPTS = 4;

void runService({
  name: 'openlineage-gateway',
  config: gatewayConfig,
  build: ({ config, logger, metrics, clock, signal }) => {
    const { authority, parts: keys } = openKeys(config, logger);
    if (authority.anonymous)
      logger.warn({ keys: authority.keys }, 'events are taken from anybody, without a key');
    const messaging = openMessaging(config);
    const publisher = createPublisher({
      queue: messaging.queue('events', config.EVENTS_QUEUE_URL),
      schema: eventReceived,
      blobs: config.CLAIM_BUCKET === undefined ? refusingBlobStore : messaging.blobs,
      logger,
      metrics,
      attempts: ATTEMPTS,
    });
    const gatherer = createGatherer({
      publisher,
      waitMs: config.GATHER_MS,
      sizeOf: (message) => message.body.length,
    });
    const app = createApp({
      authority,
      clock,
      logger,
      signal,
      metrics: gatewayMetrics(metrics),
      publish: gatherer.publish,
      load: createLoad({ requests: config.MAX_IN_FLIGHT_REQUESTS, bytes: config.MAX_IN_FLIGHT_BYTES }),
      limits: { compressedBytes: config.MAX_BODY_BYTES, inflatedBytes: config.MAX_INFLATED_BYTES },
      answerWithinMs: config.ANSWER_WITHIN_MS,
    });
    const server = createHttpServer({
      app,
      port: config.PORT,
      host: config.HOST,
      portFile: config.PORT_FILE,
    });
    return [...keys, publisher, gatherer, server];
  },
});
