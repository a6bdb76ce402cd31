import { createHash } from 'node:crypto';
import { eventReceived } from '@tributary/contracts';
import { type BlobStore, type Queue, createPublisher, memoryBlobStore } from '@tributary/messaging';
import { createHttpServer, createMetrics, silentLogger, systemClock } from '@tributary/service-kit';
import { createApp } from '../../src/create-app';
import { gatewayMetrics } from '../../src/gateway-metrics';
import { createLoad } from '../../src/http/load';
import { type StoredKey, createKeyRing } from '../../src/keys/key-ring';
import { createGatherer } from '../../src/publish/gatherer';

export interface TestGateway {
  readonly url: string;
  post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Stops as the process does: the server first, then what is on its way. */
  stop(): Promise<void>;
}

/** The whole gateway over a queue, on a free port. */
export async function startGateway(
  queue: Queue,
  options: {
    keys?: StoredKey[];
    blobs?: BlobStore;
    requests?: number;
    bytes?: number;
    compressedBytes?: number;
    inflatedBytes?: number;
    answerWithinMs?: number;
  } = {},
): Promise<TestGateway> {
  const { keys = [], blobs = memoryBlobStore() } = options;
  const metrics = createMetrics();
  const publisher = createPublisher({
    queue,
    schema: eventReceived,
    blobs,
    metrics,
    logger: silentLogger,
    attempts: 2,
  });
  const gatherer = createGatherer({ publisher, waitMs: 3, sizeOf: (message) => message.body.length });
  const stopping = new AbortController();
  const app = createApp({
    authority: { anonymous: keys.length === 0, keys: keys.length, senderOf: createKeyRing(keys) },
    clock: systemClock,
    logger: silentLogger,
    metrics: gatewayMetrics(metrics),
    publish: gatherer.publish,
    load: createLoad({ requests: options.requests ?? 100, bytes: options.bytes ?? 64 * 1_048_576 }),
    limits: {
      compressedBytes: options.compressedBytes ?? 1_048_576,
      inflatedBytes: options.inflatedBytes ?? 4 * 1_048_576,
    },
    answerWithinMs: options.answerWithinMs ?? 4_000,
    signal: stopping.signal,
  });
  const server = createHttpServer({ app, port: 0 });
  await server.start?.();
  const url = `http://127.0.0.1:${server.port()}`;
  return {
    url,
    post: (path, body, headers = { 'content-type': 'application/json' }) =>
      fetch(`${url}${path}`, { method: 'POST', body, headers, redirect: 'manual' }),
    stop: async () => {
      stopping.abort();
      await server.stop?.();
      await gatherer.stop?.();
    },
  };
}

/** A key as the configuration keeps it. */
export const storedKey = (name: string, key: string, namespaces: string[] = []): StoredKey => ({
  name,
  namespaces,
  sha256: createHash('sha256').update(key).digest('hex'),
});

/** A run event as text. */
export const eventText = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    eventType: 'COMPLETE',
    eventTime: '2026-03-01T08:00:00Z',
    producer: 'https://example.org/zoo/1.0',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '0195c2a0-0000-7000-8000-000000000001' },
    job: { namespace: 'zoo', name: 'feed_cats' },
    ...changes,
  });
