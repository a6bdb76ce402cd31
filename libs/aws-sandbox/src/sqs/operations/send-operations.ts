import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import type { AwsOperation } from '../../http/aws-json-service';
import type { Broker } from '../broker';
import { type Sendable, checkMessage, messageBytes } from '../check-message';
import { attributesDigest, bodyDigest } from '../digest';
import type { Message } from '../message';
import type { Queue } from '../queue';
import type { SqsContext } from '../sqs-context';
import { type BatchEntry, checkEntries, eachEntry } from './batch-entries';

const BATCH_BYTES = 1_048_576;

interface SendInput extends Sendable {
  readonly QueueUrl: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

interface SendBatchInput {
  readonly QueueUrl: string;
  readonly Entries: readonly (BatchEntry & Omit<SendInput, 'QueueUrl'>)[];
}

/** Sending, one message or a batch. */
export const sendOperations = ({ broker, faults }: SqsContext): Record<string, AwsOperation> => ({
  SendMessage: (input: SendInput) => send(broker, broker.queue(input.QueueUrl), input),

  SendMessageBatch: ({ QueueUrl, Entries }: SendBatchInput) => {
    const queue = broker.queue(QueueUrl);
    checkEntries(Entries);
    const bytes = Entries.reduce((sum, entry) => sum + messageBytes(entry), 0);
    if (bytes > BATCH_BYTES) {
      throw new AwsError(
        'com.amazonaws.sqs#BatchRequestTooLong',
        `Batch requests cannot be longer than ${BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
      );
    }
    return eachEntry(Entries, (entry) => {
      if (faults.failEntries > 0) {
        faults.failEntries -= 1;
        throw new AwsError('InternalError', 'A fault on demand.', 500);
      }
      return send(broker, queue, entry);
    });
  },
});

function send(broker: Broker, queue: Queue, input: Omit<SendInput, 'QueueUrl'>): object {
  checkMessage(input, queue.number('MaximumMessageSize'));
  const now = broker.now();
  const deduplicationId = queue.fifo ? requireDeduplicationId(queue, input) : undefined;
  const repeated = deduplicationId === undefined ? undefined : queue.deduplication.find(deduplicationId, now);
  if (repeated !== undefined) return sent(repeated);

  const message: Message = {
    id: randomUUID(),
    body: input.MessageBody ?? '',
    attributes: input.MessageAttributes ?? {},
    sentAt: now,
    availableAt: now + (input.DelaySeconds ?? queue.number('DelaySeconds')) * 1000,
    groupId: input.MessageGroupId,
    deduplicationId,
    sequenceNumber: queue.fifo ? queue.nextSequenceNumber() : undefined,
    receiveCount: 0,
  };
  broker.add(queue, message);
  return sent(message);
}

function requireDeduplicationId(queue: Queue, input: Omit<SendInput, 'QueueUrl'>): string {
  if (input.MessageGroupId === undefined) {
    throw new AwsError(
      'com.amazonaws.sqs#MissingParameter',
      'The request must contain the parameter MessageGroupId.',
    );
  }
  if (input.MessageDeduplicationId !== undefined) return input.MessageDeduplicationId;
  if (queue.attributes['ContentBasedDeduplication'] !== 'true') {
    throw new AwsError(
      'com.amazonaws.sqs#InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly.',
    );
  }
  return createHash('sha256')
    .update(input.MessageBody ?? '')
    .digest('hex');
}

const sent = (message: Message): object => ({
  MessageId: message.id,
  MD5OfMessageBody: bodyDigest(message.body),
  MD5OfMessageAttributes: attributesDigest(message.attributes),
  SequenceNumber: message.sequenceNumber,
});
