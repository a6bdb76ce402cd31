import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { QueueName } from '@tributary/contracts';
import type { IncomingMessage, OutgoingMessage, Queue } from './queue';

export interface SqsQueueOptions {
  readonly client: SQSClient;
  readonly url: string;
  readonly name: QueueName;
  /** Where rejected messages go; unset: the target of the queue's RedrivePolicy. */
  readonly deadLetterUrl?: string | undefined;
}

/** The queue port over Amazon SQS. */
export function sqsQueue({ client, url, name, deadLetterUrl }: SqsQueueOptions): Queue {
  const attributes = async (names: ('All' | 'RedrivePolicy')[]): Promise<Record<string, string>> =>
    (await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names }))).Attributes ??
    {};

  const redriveTarget = async (): Promise<string | undefined> => {
    const { RedrivePolicy: policy } = await attributes(['RedrivePolicy']);
    if (policy === undefined) return undefined;
    const arn = (JSON.parse(policy) as { deadLetterTargetArn: string }).deadLetterTargetArn;
    const [account, queueName] = arn.split(':').slice(-2) as [string, string];
    const found = await client.send(
      new GetQueueUrlCommand({ QueueName: queueName, QueueOwnerAWSAccountId: account }),
    );
    return found.QueueUrl;
  };

  return {
    name,
    describe: async () => {
      const found = await attributes(['All']);
      const count = (key: string): number => Number(found[key] ?? 0);
      return {
        maximumMessageBytes: Number(found['MaximumMessageSize'] ?? 262_144),
        waiting: count('ApproximateNumberOfMessages'),
        inFlight: count('ApproximateNumberOfMessagesNotVisible'),
        delayed: count('ApproximateNumberOfMessagesDelayed'),
      };
    },
    send: async (messages) => {
      const Entries = messages.map((message, index) => ({ Id: String(index), ...entryOf(message) }));
      const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      return (answer.Failed ?? []).map((failed) => ({
        index: Number(failed.Id),
        code: failed.Code ?? 'unknown',
        detail: failed.Message ?? '',
        retryable: failed.SenderFault !== true,
      }));
    },
    receive: async ({ max, waitSeconds, visibilityTimeoutSeconds, signal }) => {
      const request = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: max,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: visibilityTimeoutSeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        MessageAttributeNames: ['All'],
      });
      try {
        const answer = await client.send(request, signal === undefined ? {} : { abortSignal: signal });
        return (answer.Messages ?? []).map(incoming);
      } catch (error) {
        if (signal?.aborted === true) return [];
        throw error;
      }
    },
    remove: async (receipts) => {
      const Entries = receipts.map((receipt, index) => ({ Id: String(index), ReceiptHandle: receipt }));
      const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
      return (answer.Failed ?? []).flatMap((failed) => receipts[Number(failed.Id)] ?? []);
    },
    changeVisibility: async (receipts, seconds) => {
      const Entries = receipts.map((receipt, index) => ({
        Id: String(index),
        ReceiptHandle: receipt,
        VisibilityTimeout: seconds,
      }));
      const answer = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
      return (answer.Failed ?? []).flatMap((failed) => receipts[Number(failed.Id)] ?? []);
    },
    deadLetterQueue: async () => {
      const target = deadLetterUrl ?? (await redriveTarget());
      return target === undefined ? undefined : sqsQueue({ client, url: target, name });
    },
  };
}

function entryOf(message: OutgoingMessage) {
  return {
    MessageBody: message.body,
    MessageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([key, value]) => [
        key,
        { DataType: 'String', StringValue: value },
      ]),
    ),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
  };
}

function incoming(message: Message): IncomingMessage {
  return {
    messageId: message.MessageId ?? '',
    receipt: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([key, value]) => [key, value.StringValue ?? '']),
    ),
    receiveCount: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
    sentAt: new Date(Number(message.Attributes?.SentTimestamp ?? 0)),
  };
}
