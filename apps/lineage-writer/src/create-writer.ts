import { lineageQueueMessage } from '@tributary/contracts';
import type { Database } from '@tributary/graph-store';
import { createConsumer, retry, type BlobStore, type Queue } from '@tributary/messaging';
import type { Component, Logger, Metrics } from '@tributary/service-kit';
import { databaseAnswers } from './database-part';
import type { Outlet } from './openlineage-out/create-outlet';
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
  /** Is offered what is in the database; messages that it could not keep come again. */
  readonly outlet?: Outlet | null;
}

/** Takes messages off [lineage] and stores what they say, a batch to a transaction. */
export function createWriter({ database, counts, outlet = null, ...options }: ConsumeOptions): Component {
  return createConsumer({
    ...options,
    schema: lineageQueueMessage,
    dependsOn: [databaseAnswers(database), ...(outlet === null ? [] : [outlet])],
    handleBatch: async (messages) => {
      const startedAt = performance.now();
      const outcomes = await storeBatch(database, messages);
      counts.batch((performance.now() - startedAt) / 1_000);
      const stored = messages.filter((_, i) => outcomes[i]!.kind === 'done');
      stored.forEach(counts.stored);
      try {
        await outlet?.offer(stored);
        return outcomes;
      } catch (error) {
        // Stored again they change nothing.
        return outcomes.map((outcome) => (outcome.kind === 'done' ? retry(error) : outcome));
      }
    },
  });
}
