import type { Catalog } from '@tributary/catalog';
import type { LineageQueueMessage, QueryObserved } from '@tributary/contracts';
import { done, reject, retry, type Delivery, type Outcome, type Publisher } from '@tributary/messaging';
import type { Engine } from '../engine/engine';
import { readBatch } from './read-batch';

/** How often a batch is read whose statements the kill timer ended: once more on a less busy moment, then it is a dead letter. */
const TIMEOUT_TRIES = 3;

export interface StatementHandlerOptions {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly lineage: Publisher<LineageQueueMessage>;
}

/**
 * One batch of statements in, their lineage out. What could be read is published even when the batch has to come again: results are keyed by
 * what they depend on, so saying them twice says them once.
 */
export const statementHandler =
  ({ engine, catalog, lineage }: StatementHandlerOptions) =>
  async (batch: QueryObserved, delivery: Delivery): Promise<Outcome> => {
    const { messages, timedOut } = await readBatch(batch, engine, catalog);
    await lineage.publish(messages, { groupId: batch.source.id });
    const [first] = timedOut;
    if (first === undefined) return done();
    const detail = `${timedOut.length} of ${batch.statements.length} statements, first ${first.executionId}: ${first.reason}`;
    return delivery.receiveCount < TIMEOUT_TRIES ? retry(new Error(detail)) : reject('parse-timeout', detail);
  };
