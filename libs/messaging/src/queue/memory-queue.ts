import { randomUUID } from 'node:crypto';
import type { QueueName } from '@tributary/contracts';
import { messageBytes } from './message-bytes';
import type { IncomingMessage, OutgoingMessage, Queue, ReceiveOptions, SendFailure } from './queue';

export interface MemoryQueueOptions {
  readonly name: QueueName;
  /** Receives after which a message moves to the dead-letter queue. */
  readonly maxReceiveCount?: number;
  readonly maximumMessageBytes?: number;
  readonly now?: () => number;
}

export interface MemoryQueue extends Queue {
  /** Bodies of all messages, visible or in flight, oldest first. */
  bodies(): readonly string[];
  readonly deadLetters: MemoryQueue;
}

interface Stored {
  readonly messageId: string;
  readonly message: OutgoingMessage;
  readonly sentAt: number;
  visibleAt: number;
  receiveCount: number;
  receipt: string | undefined;
}

/** What SQS refuses in a body (the XML 1.0 characters are what it takes). */

const forbidden = /[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const SHORTEST_NAP_MS = 5;

/** A queue that behaves like SQS (visibility, redelivery, receive counts, dead letters) and lives in this process. */
export function memoryQueue(options: MemoryQueueOptions): MemoryQueue {
  return createMemoryQueue(options, createMemoryQueue(options, undefined));
}

function createMemoryQueue(options: MemoryQueueOptions, deadLetters: MemoryQueue | undefined): MemoryQueue {
  const { name, maxReceiveCount = 5, maximumMessageBytes = 1_048_576, now = Date.now } = options;
  const stored = new Map<string, Stored>();
  const sleepers = new Set<() => void>();
  const wakeAll = (): void => sleepers.forEach((wake) => wake());

  const refusal = (message: OutgoingMessage): Pick<SendFailure, 'code' | 'detail'> | undefined => {
    if (messageBytes(message) > maximumMessageBytes) {
      return { code: 'InvalidParameterValue', detail: `larger than ${maximumMessageBytes} bytes` };
    }
    if (message.body === '' || forbidden.test(message.body)) {
      return { code: 'InvalidMessageContents', detail: 'a character that SQS does not take' };
    }
    return undefined;
  };

  const send = async (messages: readonly OutgoingMessage[]): Promise<readonly SendFailure[]> => {
    const failures = messages.flatMap((message, index) => {
      const refused = refusal(message);
      if (refused !== undefined) return [{ index, ...refused, retryable: false }];
      const messageId = randomUUID();
      const at = now();
      stored.set(messageId, {
        messageId,
        message,
        sentAt: at,
        visibleAt: at,
        receiveCount: 0,
        receipt: undefined,
      });
      return [];
    });
    wakeAll();
    return failures;
  };

  const buryWornOut = async (): Promise<void> => {
    if (deadLetters === undefined) return;
    for (const entry of stored.values()) {
      if (entry.receiveCount < maxReceiveCount || entry.visibleAt > now()) continue;
      stored.delete(entry.messageId);
      await deadLetters.send([entry.message]);
    }
  };

  const take = ({ max, visibilityTimeoutSeconds }: ReceiveOptions): IncomingMessage[] =>
    [...stored.values()]
      .filter((entry) => entry.visibleAt <= now())
      .slice(0, max)
      .map((entry) => {
        entry.visibleAt = now() + visibilityTimeoutSeconds * 1_000;
        entry.receiveCount += 1;
        entry.receipt = `${entry.messageId}#${entry.receiveCount}`;
        return {
          messageId: entry.messageId,
          receipt: entry.receipt,
          body: entry.message.body,
          attributes: entry.message.attributes,
          receiveCount: entry.receiveCount,
          sentAt: new Date(entry.sentAt),
        };
      });

  /** Until something is sent or released, a message becomes visible, the wait is over, or the signal aborts. */
  const nap = async (until: number, signal: AbortSignal | undefined): Promise<void> => {
    const nextVisible = Math.min(until, ...[...stored.values()].map((entry) => entry.visibleAt));
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(SHORTEST_NAP_MS, nextVisible - now()));
      sleepers.add(wake);
      signal?.addEventListener('abort', wake);
    });
  };

  const byReceipt = (receipt: string): Stored | undefined =>
    [...stored.values()].find((entry) => entry.receipt === receipt);

  const queue: MemoryQueue = {
    name,
    get deadLetters() {
      if (deadLetters === undefined) throw new Error('a dead-letter queue has none of its own');
      return deadLetters;
    },
    bodies: () => [...stored.values()].map((entry) => entry.message.body),
    deadLetterQueue: async () => deadLetters,
    describe: async () => {
      const entries = [...stored.values()];
      const waiting = entries.filter((entry) => entry.visibleAt <= now()).length;
      return { maximumMessageBytes, waiting, inFlight: entries.length - waiting, delayed: 0 };
    },
    send,
    receive: async (request) => {
      const until = now() + request.waitSeconds * 1_000;
      for (;;) {
        if (request.signal?.aborted === true) return [];
        await buryWornOut();
        const taken = take(request);
        if (taken.length > 0 || now() >= until) return taken;
        await nap(until, request.signal);
      }
    },
    remove: async (receipts) => {
      // Like SQS, deleting by a stale receipt says yes and deletes nothing.
      for (const receipt of receipts) stored.delete(byReceipt(receipt)?.messageId ?? '');
      return [];
    },
    changeVisibility: async (receipts, seconds) => {
      const failed = receipts.filter((receipt) => {
        const entry = byReceipt(receipt);
        if (entry !== undefined) entry.visibleAt = now() + seconds * 1_000;
        return entry === undefined;
      });
      wakeAll();
      return failed;
    },
  };
  return queue;
}
