import { AwsError } from '../../http/aws-error';
import type { AwsOperation } from '../../http/aws-json-service';
import type { SqsContext } from '../sqs-context';
import { type BatchEntry, MOST_ENTRIES, checkEntries, eachEntry } from './batch-entries';
import { type ReceiveNames, receivedMessage } from './received-message';
import { takeOrWait } from './take-or-wait';

interface ReceiveInput extends ReceiveNames {
  readonly QueueUrl: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
}

interface ReceiptEntry extends BatchEntry {
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout: number;
}

interface ReceiptBatch {
  readonly QueueUrl: string;
  readonly Entries: readonly ReceiptEntry[];
}

/** Receiving, and what follows with a receipt: deleting and changing visibility. */
export const receiveOperations = ({ broker, faults, random }: SqsContext): Record<string, AwsOperation> => ({
  ReceiveMessage: async (input: ReceiveInput, { signal }) => {
    const queue = broker.queue(input.QueueUrl);
    const most = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, MOST_ENTRIES);
    const visibility = within(
      'VisibilityTimeout',
      input.VisibilityTimeout ?? queue.number('VisibilityTimeout'),
      0,
      43_200,
    );
    const wait = within(
      'WaitTimeSeconds',
      input.WaitTimeSeconds ?? queue.number('ReceiveMessageWaitTimeSeconds'),
      0,
      20,
    );
    const take = (): ReturnType<typeof queue.take> => {
      if (faults.shuffle && !queue.fifo) queue.shuffle(random);
      return queue.take(most, visibility, broker.now());
    };
    const taken = await takeOrWait(queue, take, wait * 1000, signal);
    for (const { receipt } of taken) {
      if (faults.duplicate === 0) break;
      faults.duplicate -= 1;
      queue.changeVisibility(receipt, 0, broker.now());
    }
    return { Messages: taken.length > 0 ? taken.map((each) => receivedMessage(each, input)) : undefined };
  },

  DeleteMessage: ({ QueueUrl, ReceiptHandle }) => {
    broker.queue(QueueUrl).delete(ReceiptHandle);
    return {};
  },

  DeleteMessageBatch: ({ QueueUrl, Entries }: ReceiptBatch) => {
    const queue = broker.queue(QueueUrl);
    checkEntries(Entries);
    return eachEntry(Entries, ({ ReceiptHandle }) => {
      queue.delete(ReceiptHandle);
      return {};
    });
  },

  ChangeMessageVisibility: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
    within('VisibilityTimeout', VisibilityTimeout, 0, 43_200);
    broker.queue(QueueUrl).changeVisibility(ReceiptHandle, VisibilityTimeout, broker.now());
    return {};
  },

  ChangeMessageVisibilityBatch: ({ QueueUrl, Entries }: ReceiptBatch) => {
    const queue = broker.queue(QueueUrl);
    checkEntries(Entries);
    return eachEntry(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
      within('VisibilityTimeout', VisibilityTimeout, 0, 43_200);
      queue.changeVisibility(ReceiptHandle, VisibilityTimeout, broker.now());
      return {};
    });
  },
});

function within(name: string, value: number, lowest: number, highest: number): number {
  if (value >= lowest && value <= highest) return value;
  throw new AwsError(
    'com.amazonaws.sqs#InvalidParameterValue',
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${lowest} and ${highest}, if provided.`,
  );
}
