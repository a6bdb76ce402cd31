import { PublishError, type Publisher } from '@tributary/messaging';
import type { Component } from '@tributary/service-kit';

export interface GathererOptions<M> {
  readonly publisher: Publisher<M>;
  /** How long a message waits for others. */
  readonly waitMs: number;
  /** A message's size, roughly: UTF-16 code units will do. */
  readonly sizeOf: (message: M) => number;
}

export interface Gatherer<M> extends Component {
  /** Resolves once the queue has accepted this message; rejects when it has not. */
  publish(message: M): Promise<void>;
}

interface Waiting<M> {
  readonly message: M;
  readonly settle: (error?: unknown) => void;
}

/** What one SendMessageBatch takes. */
const MOST_MESSAGES = 10;
/**
 * Larger ones travel alone. Written as JSON inside JSON and counted in UTF-8 a text may grow sixfold; ten of this size still share a call, and none can
 * need a claim check, whose failure would then be everybody's.
 */
const LARGE = 16 * 1024;

/** Lets messages of many requests share a call to the queue. Each hears only of its own fate. */
export function createGatherer<M>({ publisher, waitMs, sizeOf }: GathererOptions<M>): Gatherer<M> {
  let waiting: Waiting<M>[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sending = new Set<Promise<void>>();

  const send = (batch: readonly Waiting<M>[]): void => {
    const sent = deliver(publisher, batch).finally(() => sending.delete(sent));
    sending.add(sent);
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) send(batch);
  };

  return {
    name: 'gatherer',
    publish: (message) =>
      new Promise((resolve, reject) => {
        const entry = {
          message,
          settle: (error?: unknown) => (error === undefined ? resolve() : reject(error)),
        };
        if (sizeOf(message) > LARGE) return send([entry]);
        waiting.push(entry);
        if (waiting.length === MOST_MESSAGES) flush();
        else timer ??= setTimeout(flush, waitMs);
      }),
    stop: async () => {
      flush();
      while (sending.size > 0) await Promise.all(sending);
    },
  };
}

async function deliver<M>(publisher: Publisher<M>, batch: readonly Waiting<M>[]): Promise<void> {
  try {
    await publisher.publish(batch.map((entry) => entry.message));
    for (const entry of batch) entry.settle();
  } catch (error) {
    if (error instanceof PublishError) {
      const failed = new Map(error.failures.map((failure) => [failure.index, failure]));
      for (const [index, entry] of batch.entries()) entry.settle(failed.has(index) ? error : undefined);
    } else if (batch.length > 1) {
      // One of them broke the call before it was made: the others must not pay for it.
      await Promise.all(batch.map((entry) => deliver(publisher, [entry])));
    } else for (const entry of batch) entry.settle(error);
  }
}
