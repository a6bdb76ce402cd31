import { type Component, type Logger, type Metrics, backoff, pause } from '@tributary/service-kit';
import { queueNames } from '@tributary/contracts';
import type { z } from 'zod';
import type { BlobStore } from '../claims/blob-store';
import { checkIn } from '../claims/claim-check';
import type { OutgoingMessage, Queue } from '../queue/queue';
import { messageBytes } from '../queue/message-bytes';
import { traceAttributes } from '../trace-context';
import { groupIdOf } from './group-id';
import { type Numbered, packBatches } from './pack-batches';
import { PublishError, type PublishFailure, type Publisher } from './publisher';
import { sqsSafeJson } from './sqs-safe-json';

export interface PublisherOptions<M> {
  readonly queue: Queue;
  /** Every message is checked on its way out: a consumer elsewhere should never be the first to notice. */
  readonly schema: z.ZodType<M>;
  readonly blobs: BlobStore;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Bodies above this many bytes travel by claim check; an older queue's own limit wins when it is lower. */
  readonly claimCheckAboveBytes?: number;
  /** Tries per batch, the first included. */
  readonly attempts?: number;
}

const DEFAULT_CLAIM_BYTES = 900 * 1024;
/** Room for attributes below the queue's limit. */
const ATTRIBUTE_ROOM_BYTES = 16 * 1024;

/** A publisher over a queue: packs by count and bytes, resends what was not accepted, checks large bodies in. */
export function createPublisher<M>(options: PublisherOptions<M>): Publisher<M> & Component {
  const { queue, schema, blobs, logger, attempts = 6 } = options;
  const sent = options.metrics.counter({
    name: 'messages_published_total',
    help: 'messages accepted by a queue',
    labels: { queue: queueNames },
  });

  let limitBytes: number | undefined;
  const claimAbove = async (): Promise<number> => {
    limitBytes ??= (await queue.describe()).maximumMessageBytes;
    return Math.min(options.claimCheckAboveBytes ?? DEFAULT_CLAIM_BYTES, limitBytes - ATTRIBUTE_ROOM_BYTES);
  };

  const outgoing = async (
    message: M,
    groupId: string | undefined,
  ): Promise<{ readonly message: OutgoingMessage; readonly bytes: number }> => {
    const body = sqsSafeJson(schema.parse(message));
    const bodyBytes = Buffer.byteLength(body);
    const rest = {
      attributes: traceAttributes(),
      ...(groupId === undefined ? {} : { groupId: groupIdOf(groupId) }),
    };
    const whole = { body, ...rest };
    // Counting a text takes as long as writing it, so that bodies are counted once.
    if (bodyBytes <= (await claimAbove())) return { message: whole, bytes: messageBytes(whole, bodyBytes) };
    const claim = { body: sqsSafeJson(await checkIn(body, blobs)), ...rest };
    return { message: claim, bytes: messageBytes(claim) };
  };

  /** Sends one batch until nothing is left of it; gives what the queue will never take, or would not take in time. */
  const sendBatch = async (batch: readonly Numbered[]): Promise<readonly PublishFailure[]> => {
    let pending = batch;
    const refused: PublishFailure[] = [];
    for (let attempt = 0; ; attempt++) {
      const failures = await queue
        .send(pending.map((entry) => entry.message))
        .catch((error: unknown) => pending.map((_, index) => unreachable(index, error)));
      const last = attempt + 1 >= attempts;
      const again: Numbered[] = [];
      for (const { index, code, detail, retryable } of failures) {
        const entry = pending[index];
        if (entry === undefined) continue;
        if (retryable && !last) again.push(entry);
        else refused.push({ index: entry.index, code, detail });
      }
      if (again.length === 0) return refused;
      logger.warn({ queue: queue.name, messages: again.length, attempt }, 'not accepted yet: sending again');
      pending = again;
      await pause(backoff(attempt));
    }
  };

  return {
    name: `${queue.name} publisher`,
    check: async () => {
      await queue.describe();
    },
    publish: async (messages, { groupId } = {}) => {
      const numbered: Numbered[] = [];
      for (const [index, message] of messages.entries()) {
        numbered.push({ index, ...(await outgoing(message, groupId)) });
      }
      const failures: PublishFailure[] = [];
      for (const batch of packBatches(numbered)) failures.push(...(await sendBatch(batch)));
      sent.add({ queue: queue.name }, messages.length - failures.length);
      if (failures.length > 0) throw new PublishError(queue.name, failures);
    },
    close: async () => undefined,
  };
}

const unreachable = (index: number, error: unknown) => ({
  index,
  code: 'queue-unreachable',
  detail: error instanceof Error ? error.message : String(error),
  retryable: true,
});
