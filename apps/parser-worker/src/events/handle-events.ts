import type { EventObserved, EventReceived, LineageQueueMessage } from '@tributary/contracts';
import { done, reject, retry, type Delivery, type Outcome, type Publisher } from '@tributary/messaging';
import { ParseTimeout } from '../engine/engine';

/** How often an event is read that the kill timer ended. */
const TIMEOUT_TRIES = 3;

export interface EventHandlerOptions {
  /** Reads one event, in a thread. */
  readonly observe: (message: EventReceived) => Promise<EventObserved>;
  readonly lineage: Publisher<LineageQueueMessage>;
}

/** One OpenLineage event in, what it says out. */
export const eventHandler =
  ({ observe, lineage }: EventHandlerOptions) =>
  async (message: EventReceived, delivery: Delivery): Promise<Outcome> => {
    let observed: EventObserved;
    try {
      observed = await observe(message);
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      return delivery.receiveCount < TIMEOUT_TRIES ? retry(error) : reject('parse-timeout', error.message);
    }
    // A fair queue's tenant: one chatty producer does not delay the others.
    await lineage.publish([observed], { groupId: message.envelope.producer ?? 'unknown-producer' });
    return done();
  };
