import type { LineageQueueMessage } from '@tributary/contracts';
import {
  isRefusedData,
  isRetryable,
  storeObservations,
  UnstorableMessage,
  type Database,
} from '@tributary/graph-store';
import { done, reject, retry, type Outcome } from '@tributary/messaging';

/**
 * Stores messages in one transaction. When the database or the store refuses what they hold, halves are stored on their own, down to the
 * one message that is to blame; when it cannot be reached, all come again.
 */
export async function storeBatch(
  database: Database,
  messages: readonly LineageQueueMessage[],
): Promise<Outcome[]> {
  try {
    await database.transaction((transaction) => storeObservations(transaction, messages));
    return messages.map(done);
  } catch (error) {
    if (isRetryable(error)) return messages.map(() => retry(error));
    if (messages.length === 1) return [verdictOn(error)];
    const middle = messages.length >> 1;
    return [
      ...(await storeBatch(database, messages.slice(0, middle))),
      ...(await storeBatch(database, messages.slice(middle))),
    ];
  }
}

function verdictOn(error: unknown): Outcome {
  if (error instanceof UnstorableMessage) return reject('not-storable', `${error.code}: ${error.message}`);
  if (isRefusedData(error)) return reject('not-storable', (error as Error).message);
  // A fault of ours may be mended by the next version: the message is kept, and goes to the dead letters after its last try.
  return retry(error);
}
