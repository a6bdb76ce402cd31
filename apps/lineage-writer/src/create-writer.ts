import { lineageQueueMessage, type LineageQueueMessage } from '@tributary/contracts';
import type { Database } from '@tributary/graph-store';
import { createConsumer, type BlobStore, type Queue } from '@tributary/messaging';
import type { Component, Logger, Metrics } from '@tributary/service-kit';
import { databaseAnswers } from './database-part';
import { storeBatch } from './store-batch';
import type { WriterMetrics } from './writer-metrics';

export interface ConsumeOptions {
  readonly database: Database;
  readonly queue: Queue;
  readonly blobs: BlobStore;
  readonly concurrency: number;
  readonly maxBatch: number;
  readonly maxWaitMs: number;
  readonly visibilityTimeoutSeconds: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly counts: WriterMetrics;
  /** Hears of messages that are in the database. */
  readonly onStored?: (messages: readonly LineageQueueMessage[]) => void;
}

/** Takes messages off [lineage] and stores what they say, a batch to a transaction. */
export function createWriter({ database, counts, onStored, ...options }: ConsumeOptions): Component {
  return createConsumer({
    ...options,
    schema: lineageQueueMessage,
    dependsOn: [databaseAnswers(database)],
    handleBatch: async (messages) => {
      const startedAt = performance.now();
      const outcomes = await storeBatch(database, messages);
      counts.batch((performance.now() - startedAt) / 1_000);
      const stored = messages.filter((_, i) => outcomes[i]!.kind === 'done');
      stored.forEach(counts.stored);
      onStored?.(stored);
      return outcomes;
    },
  });
}
