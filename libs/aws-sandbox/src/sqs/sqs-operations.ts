import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { AwsOperation } from '../http/aws-json-service';
import { type Broker, arnOf, nameOfArn } from './broker';
import { type Sendable, checkMessage, messageBytes } from './check-message';
import { attributesDigest, bodyDigest } from './digest';
import type { SqsFaults } from './faults';
import type { Message } from './message';
import { type Queue, defaultAttributes } from './queue';

const MOST_ENTRIES = 10;
const BATCH_BYTES = 1_048_576;

interface SendEntry extends Sendable {
  readonly Id: string;
  readonly DelaySeconds?: number;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

interface ReceiptEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout: number;
}

/** The operations of SQS over a broker; each answers only after its changes are durable. */
export function sqsOperations(
  broker: Broker,
  urlOf: (name: string) => string,
  faults: SqsFaults,
): Readonly<Record<string, AwsOperation>> {
  const operations: Record<string, AwsOperation> = {
    CreateQueue: ({ QueueName, Attributes = {}, tags = {} }) => {
      if (!/^[\w-]{1,80}(\.fifo)?$/.test(QueueName)) {
        throw new AwsError(
          'com.amazonaws.sqs#InvalidParameterValue',
          'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
        );
      }
      const existing = broker.queues.get(QueueName);
      if (existing === undefined) broker.create(QueueName, { ...Attributes }, { ...tags });
      else {
        const differing = Object.keys(Attributes).find(
          (name) => Attributes[name] !== (existing.attributes[name] ?? defaultAttributes[name]),
        );
        if (differing !== undefined) {
          throw new AwsError(
            'com.amazonaws.sqs#QueueNameExists',
            `A queue already exists with the same name and a different value for attribute ${differing}.`,
          );
        }
      }
      return { QueueUrl: urlOf(QueueName) };
    },

    GetQueueUrl: ({ QueueName }) => ({ QueueUrl: urlOf(broker.queue(QueueName).name) }),

    ListQueues: ({ QueueNamePrefix = '' }) => ({
      QueueUrls: [...broker.queues.keys()]
        .filter((name) => name.startsWith(QueueNamePrefix))
        .sort()
        .map(urlOf),
    }),

    DeleteQueue: ({ QueueUrl }) => {
      broker.delete(broker.queue(QueueUrl));
      return {};
    },

    GetQueueAttributes: ({ QueueUrl, AttributeNames = ['All'] }) => {
      const queue = broker.queue(QueueUrl);
      queue.tick(broker.now());
      const counts = queue.counts();
      const all: Record<string, string> = {
        ...defaultAttributes,
        ...queue.attributes,
        QueueArn: arnOf(queue.name),
        ApproximateNumberOfMessages: String(counts.visible),
        ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
        ApproximateNumberOfMessagesDelayed: String(counts.delayed),
      };
      const wanted = AttributeNames.includes('All') ? Object.keys(all) : (AttributeNames as string[]);
      return {
        Attributes: Object.fromEntries(wanted.filter((name) => name in all).map((name) => [name, all[name]])),
      };
    },

    SetQueueAttributes: ({ QueueUrl, Attributes = {} }) => {
      const queue = broker.queue(QueueUrl);
      queue.attributes = { ...queue.attributes, ...Attributes };
      broker.keepSettings(queue);
      return {};
    },

    TagQueue: ({ QueueUrl, Tags }) => {
      const queue = broker.queue(QueueUrl);
      queue.tags = { ...queue.tags, ...Tags };
      broker.keepSettings(queue);
      return {};
    },

    ListQueueTags: ({ QueueUrl }) => ({ Tags: broker.queue(QueueUrl).tags }),

    PurgeQueue: ({ QueueUrl }) => {
      broker.purge(broker.queue(QueueUrl));
      return {};
    },

    SendMessage: (input) => sent(send(broker, broker.queue(input.QueueUrl), input)),

    SendMessageBatch: ({ QueueUrl, Entries }: { QueueUrl: string; Entries: SendEntry[] }) => {
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
        return sent(send(broker, queue, entry));
      });
    },

    ReceiveMessage: async (input) => {
      const queue = broker.queue(input.QueueUrl);
      const most = input.MaxNumberOfMessages ?? 1;
      if (most < 1 || most > MOST_ENTRIES) {
        throw new AwsError(
          'com.amazonaws.sqs#InvalidParameterValue',
          `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
        );
      }
      const visibility = input.VisibilityTimeout ?? queue.number('VisibilityTimeout');
      const waitMs = (input.WaitTimeSeconds ?? queue.number('ReceiveMessageWaitTimeSeconds')) * 1000;
      const taken = await takeOrWait(broker, queue, most, visibility, waitMs);
      for (const { receipt } of taken) {
        if (faults.duplicate === 0) break;
        faults.duplicate -= 1;
        queue.changeVisibility(receipt, 0, broker.now());
      }
      if (taken.length === 0) return {};
      return { Messages: taken.map(({ message, receipt }) => received(message, receipt, input)) };
    },

    DeleteMessage: ({ QueueUrl, ReceiptHandle }) => {
      broker.queue(QueueUrl).delete(ReceiptHandle);
      return {};
    },

    DeleteMessageBatch: ({ QueueUrl, Entries }: { QueueUrl: string; Entries: ReceiptEntry[] }) => {
      const queue = broker.queue(QueueUrl);
      checkEntries(Entries);
      return eachEntry(Entries, (entry) => {
        queue.delete(entry.ReceiptHandle);
        return {};
      });
    },

    ChangeMessageVisibility: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
      broker.queue(QueueUrl).changeVisibility(ReceiptHandle, VisibilityTimeout, broker.now());
      return {};
    },

    ChangeMessageVisibilityBatch: ({ QueueUrl, Entries }: { QueueUrl: string; Entries: ReceiptEntry[] }) => {
      const queue = broker.queue(QueueUrl);
      checkEntries(Entries);
      return eachEntry(Entries, (entry) => {
        queue.changeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout, broker.now());
        return {};
      });
    },

    ListDeadLetterSourceQueues: ({ QueueUrl }) => {
      const arn = arnOf(broker.queue(QueueUrl).name);
      const sources = [...broker.queues.values()].filter(
        (queue) => queue.redrivePolicy()?.deadLetterArn === arn,
      );
      return { queueUrls: sources.map((queue) => urlOf(queue.name)) };
    },

    // Moves at once, so a task is always finished by the time anybody asks.
    StartMessageMoveTask: ({ SourceArn, DestinationArn }) => {
      const source = broker.queue(nameOfArn(SourceArn));
      const destination = DestinationArn === undefined ? undefined : broker.queue(nameOfArn(DestinationArn));
      const handle = randomUUID();
      tasks.set(handle, {
        SourceArn,
        DestinationArn,
        moved: broker.move(source, destination),
        startedAt: broker.now(),
      });
      return { TaskHandle: handle };
    },

    ListMessageMoveTasks: ({ SourceArn }) => ({
      Results: [...tasks.entries()]
        .filter(([, task]) => task.SourceArn === SourceArn)
        .map(([TaskHandle, task]) => ({
          TaskHandle,
          Status: 'COMPLETED',
          SourceArn,
          DestinationArn: task.DestinationArn,
          ApproximateNumberOfMessagesMoved: task.moved,
          ApproximateNumberOfMessagesToMove: task.moved,
          StartedTimestamp: task.startedAt,
        })),
    }),
  };
  const tasks = new Map<
    string,
    { SourceArn: string; DestinationArn: string | undefined; moved: number; startedAt: number }
  >();

  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (input: unknown) => {
        if (faults.throttle > 0) {
          faults.throttle -= 1;
          throw new AwsError('com.amazonaws.sqs#RequestThrottled', 'A fault on demand.');
        }
        const answer = await operation(input);
        await broker.commit();
        return answer;
      },
    ]),
  );
}

function send(broker: Broker, queue: Queue, entry: Omit<SendEntry, 'Id'>): Message {
  checkMessage(entry, queue.number('MaximumMessageSize'));
  const { MessageBody = '', MessageAttributes = {} } = entry;
  const now = broker.now();
  let deduplicationId = entry.MessageDeduplicationId;
  if (queue.fifo) {
    if (entry.MessageGroupId === undefined)
      throw new AwsError(
        'com.amazonaws.sqs#MissingParameter',
        'The request must contain the parameter MessageGroupId.',
      );
    deduplicationId ??= createHash('sha256').update(MessageBody).digest('hex');
    const known = queue.messages.get(queue.duplicateOf(deduplicationId, now) ?? '');
    if (known !== undefined) return known;
  }
  const message: Message = {
    id: randomUUID(),
    body: MessageBody,
    attributes: MessageAttributes,
    sentAt: now,
    groupId: entry.MessageGroupId,
    deduplicationId,
    sequenceNumber: queue.fifo ? queue.nextSequenceNumber() : undefined,
    receiveCount: 0,
  };
  if (queue.fifo && deduplicationId !== undefined)
    queue.rememberDeduplication(deduplicationId, message.id, now);
  broker.add(queue, message, entry.DelaySeconds ?? queue.number('DelaySeconds'));
  return message;
}

async function takeOrWait(
  broker: Broker,
  queue: Queue,
  most: number,
  visibility: number,
  waitMs: number,
): Promise<{ message: Message; receipt: string }[]> {
  const taken = queue.take(most, visibility, broker.now());
  if (taken.length > 0 || waitMs === 0) return taken;
  return await new Promise((resolve) => {
    const end = (result: { message: Message; receipt: string }[]): void => {
      clearTimeout(timer);
      withdraw();
      resolve(result);
    };
    const timer = setTimeout(() => end([]), waitMs);
    const withdraw = queue.whenReady(() => {
      const now = queue.take(most, visibility, broker.now());
      if (now.length > 0) end(now);
    });
  });
}

const sent = (message: Message): object => ({
  MessageId: message.id,
  MD5OfMessageBody: bodyDigest(message.body),
  MD5OfMessageAttributes: attributesDigest(message.attributes),
  SequenceNumber: message.sequenceNumber,
});

interface ReceiveInput {
  readonly MessageAttributeNames?: readonly string[];
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
}

function received(message: Message, receipt: string, input: ReceiveInput): object {
  const wanted = input.MessageAttributeNames ?? [];
  const all = wanted.includes('All') || wanted.includes('.*');
  const attributes = Object.fromEntries(
    Object.entries(message.attributes).filter(
      ([name]) =>
        all ||
        wanted.some((want) => want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -1)))),
    ),
  );
  const system: Record<string, string | undefined> = {
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SenderId: 'sandbox',
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    SequenceNumber: message.sequenceNumber,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const names = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const shown = Object.entries(system).filter(
    ([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receipt,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    MD5OfMessageAttributes: attributesDigest(attributes),
    MessageAttributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    Attributes: shown.length > 0 ? Object.fromEntries(shown) : undefined,
  };
}

function checkEntries(entries: readonly { readonly Id: string }[]): void {
  if (entries.length === 0)
    throw new AwsError(
      'com.amazonaws.sqs#EmptyBatchRequest',
      'There should be at least one entry in the request.',
    );
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError(
      'com.amazonaws.sqs#TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map((entry) => entry.Id)).size < entries.length) {
    throw new AwsError(
      'com.amazonaws.sqs#BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  }
}

function eachEntry<E extends { readonly Id: string }>(
  entries: readonly E[],
  perform: (entry: E) => object,
): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: entry.Id,
        SenderFault: error.status < 500,
        Code: error.code.split('#').pop(),
        Message: error.message,
      });
    }
  }
  return Failed.length > 0 ? { Successful, Failed } : { Successful };
}
