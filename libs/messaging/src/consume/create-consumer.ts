import { queueNames } from '@tributary/contracts';
import { type Component, type Logger, type Metrics, backoff, pause } from '@tributary/service-kit';
import type { z } from 'zod';
import type { BlobStore } from '../claims/blob-store';
import { withReason } from '../dead-letters/dead-letter-attributes';
import type { IncomingMessage, Queue } from '../queue/queue';
import { withTraceOf } from '../trace-context';
import { Acknowledger } from './acknowledger';
import { Batcher } from './batcher';
import type { Delivery } from './delivery';
import { Heartbeat } from './heartbeat';
import { type Outcome, retry } from './outcome';
import { readMessage } from './read-message';

interface CommonOptions<M> {
  readonly queue: Queue;
  readonly schema: z.ZodType<M>;
  readonly blobs: BlobStore;
  /** Handlers (or batches) at a time. */
  readonly concurrency: number;
  readonly visibilityTimeoutSeconds: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What handling needs. After a retry nothing is received until they answer again, so an outage costs no message its tries. */
  readonly dependsOn?: readonly Component[];
  readonly retryDelaySeconds?: (receiveCount: number) => number;
}

interface SingleOptions<M> extends CommonOptions<M> {
  readonly handle: (message: M, delivery: Delivery) => Promise<Outcome>;
}

interface BatchOptions<M> extends CommonOptions<M> {
  /** One outcome per message, in order. A throw makes every message of the batch be tried alone. */
  readonly handleBatch: (
    messages: readonly M[],
    deliveries: readonly Delivery[],
  ) => Promise<readonly Outcome[]>;
  readonly maxBatch: number;
  readonly maxWaitMs: number;
}

export type ConsumerOptions<M> = SingleOptions<M> | BatchOptions<M>;

interface Held<M> {
  readonly incoming: IncomingMessage;
  readonly value: M;
}

const LONG_POLL_SECONDS = 20;
/** 5 s, 10 s, 20 s … 15 min, less up to half so that messages that failed together do not return together. */
const defaultRetryDelaySeconds = (receiveCount: number): number =>
  Math.ceil(backoff(receiveCount - 1, { firstMs: 5_000, slowestMs: 900_000 }) / 1_000);

/**
 * Receives, checks and hands over messages; deletes the done, returns the rest, buries the rejected with their code.
 * Stopping hands back what was not yet handed over and waits for what was.
 */
export function createConsumer<M>(options: ConsumerOptions<M>): Component {
  const { queue, logger, visibilityTimeoutSeconds, dependsOn = [] } = options;
  const batched = 'handleBatch' in options;
  const maxBatch = batched ? options.maxBatch : 1;
  const capacity = options.concurrency * maxBatch;
  const retryDelay = options.retryDelaySeconds ?? defaultRetryDelaySeconds;
  const settled = options.metrics.counter({
    name: 'messages_settled_total',
    help: 'messages by what became of them',
    labels: { queue: queueNames, outcome: ['done', 'retry', 'reject'] },
  });

  const polling = new AbortController();
  const acknowledger = new Acknowledger(queue, logger);
  const inHand = new Set<Promise<void>>();
  let heartbeat: Heartbeat | undefined;
  let loop: Promise<void> | undefined;
  let held = 0;
  let trouble = false;
  let deadLetters: Queue | undefined;
  let wake = (): void => undefined;

  const handleAll = async (batch: readonly Held<M>[]): Promise<readonly Outcome[]> => {
    const deliveries = batch.map(({ incoming: { messageId, receiveCount } }) => ({
      messageId,
      receiveCount,
    }));
    const values = batch.map((entry) => entry.value);
    const first = batch[0]!;
    const call = (): Promise<readonly Outcome[]> =>
      batched
        ? options.handleBatch(values, deliveries)
        : options.handle(first.value, deliveries[0]!).then((outcome) => [outcome]);
    try {
      const outcomes = await (batch.length === 1 ? withTraceOf(first.incoming.attributes, call) : call());
      if (outcomes.length === batch.length) return outcomes;
      throw new Error(`the handler gave ${outcomes.length} outcomes for ${batch.length} messages`);
    } catch (error) {
      if (batch.length === 1) return [retry(error)];
      logger.warn({ err: error, queue: queue.name }, 'a batch failed: trying its messages one by one');
      const outcomes: Outcome[] = [];
      for (const entry of batch) outcomes.push(...(await handleAll([entry])));
      return outcomes;
    }
  };

  const giveBack = async (message: IncomingMessage, seconds: number): Promise<void> => {
    await queue.changeVisibility([message.receipt], seconds).catch((error: unknown) => {
      logger.warn(
        { err: error, queue: queue.name },
        'could not be returned: comes back when its visibility ends',
      );
    });
  };

  /** True when the copy is in the dead-letter queue. */
  const bury = async (message: IncomingMessage, code: string, detail: string): Promise<boolean> => {
    try {
      deadLetters ??= await queue.deadLetterQueue();
      const reason = { code, detail, sourceQueue: queue.name };
      const copy = { body: message.body, attributes: withReason(message.attributes, reason) };
      const refused = (await deadLetters?.send([copy]))?.[0];
      if (deadLetters !== undefined && refused === undefined) return true;
      logger.error({ queue: queue.name, code, refused }, 'the dead-letter queue did not take a message');
    } catch (error) {
      logger.error({ err: error, queue: queue.name, code }, 'the dead-letter queue cannot be reached');
    }
    return false;
  };

  const settle = async (message: IncomingMessage, outcome: Outcome): Promise<void> => {
    settled.add({ queue: queue.name, outcome: outcome.kind });
    if (outcome.kind === 'done') return await acknowledger.acknowledge(message.receipt);
    if (outcome.kind === 'reject') {
      const { code, detail } = outcome;
      logger.error({ queue: queue.name, messageId: message.messageId, code, detail }, 'message rejected');
      if (await bury(message, code, detail)) return await acknowledger.acknowledge(message.receipt);
    } else {
      const { receiveCount, messageId } = message;
      logger.warn({ err: outcome.cause, queue: queue.name, messageId, receiveCount }, 'will be tried again');
      trouble = true;
    }
    const asked = outcome.kind === 'retry' ? outcome.delaySeconds : undefined;
    await giveBack(message, asked ?? retryDelay(message.receiveCount));
  };

  const letGo = (message: IncomingMessage): void => {
    heartbeat?.release(message);
    held -= 1;
    wake();
  };

  const finish = async (message: IncomingMessage, outcome: Outcome): Promise<void> => {
    try {
      await settle(message, outcome);
    } finally {
      letGo(message);
    }
  };

  const track = (work: Promise<void>): void => {
    inHand.add(work);
    void work.finally(() => inHand.delete(work));
  };

  const batcher = new Batcher<Held<M>>({
    maxBatch,
    maxWaitMs: batched ? options.maxWaitMs : 0,
    concurrency: options.concurrency,
    run: async (batch) => {
      const outcomes = await handleAll(batch);
      await Promise.all(batch.map(({ incoming }, index) => finish(incoming, outcomes[index]!)));
    },
  });

  const takeIn = async (incoming: IncomingMessage): Promise<void> => {
    const read = await readMessage(incoming, options.schema, options.blobs);
    if (read.kind !== 'message') return await finish(incoming, read);
    if (batcher.add({ incoming, value: read.value })) return;
    await giveBack(incoming, 0);
    letGo(incoming);
  };

  const roomToReceive = async (): Promise<void> => {
    while (held >= capacity && !polling.signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const untilDependenciesAnswer = async (): Promise<void> => {
    for (let attempt = 0; trouble && !polling.signal.aborted; attempt++) {
      try {
        for (const dependency of dependsOn) await dependency.check?.();
        trouble = false;
      } catch (error) {
        logger.warn(
          { err: error, queue: queue.name },
          'paused: something that handling needs does not answer',
        );
        await pause(backoff(attempt, { slowestMs: 10_000 }), polling.signal);
      }
    }
  };

  const poll = async (): Promise<void> => {
    let failures = 0;
    while (!polling.signal.aborted) {
      await roomToReceive();
      await untilDependenciesAnswer();
      if (polling.signal.aborted) return;
      try {
        const messages = await queue.receive({
          max: Math.min(10, capacity - held),
          waitSeconds: LONG_POLL_SECONDS,
          visibilityTimeoutSeconds,
          signal: polling.signal,
        });
        failures = 0;
        for (const message of messages) {
          held += 1;
          heartbeat?.hold(message);
          track(takeIn(message));
        }
      } catch (error) {
        logger.warn({ err: error, queue: queue.name }, 'receiving failed: trying again');
        await pause(backoff(failures++), polling.signal);
      }
    }
  };

  return {
    name: `${queue.name} consumer`,
    check: async () => {
      await queue.describe();
      deadLetters = await queue.deadLetterQueue();
      if (deadLetters === undefined) {
        throw new Error(
          `the ${queue.name} queue has no dead-letter queue: give it a RedrivePolicy or set ${queue.name.toUpperCase()}_DLQ_URL`,
        );
      }
    },
    start: async () => {
      heartbeat = new Heartbeat(queue, visibilityTimeoutSeconds, logger);
      loop = poll();
    },
    stop: async () => {
      polling.abort();
      wake();
      await loop;
      for (const { incoming } of batcher.close()) {
        await giveBack(incoming, 0);
        letGo(incoming);
      }
      await batcher.idle();
      await Promise.all(inHand);
      heartbeat?.stop();
    },
  };
}
