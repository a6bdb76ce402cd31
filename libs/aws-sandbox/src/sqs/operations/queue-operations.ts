import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../http/aws-error';
import type { AwsOperation } from '../../http/aws-json-service';
import { arnOf, nameOfArn } from '../arn';
import type { Broker } from '../broker';
import { defaultAttributes } from '../queue';
import type { SqsContext } from '../sqs-context';

const MOST_LISTED = 1000;

/** Making, finding, describing, emptying and deleting queues. */
export const queueOperations = ({ broker, urlOf }: SqsContext): Record<string, AwsOperation> => ({
  CreateQueue: ({ QueueName, Attributes = {}, tags = {} }) => {
    if (!/^[\w-]{1,80}$|^(?=.{6,80}$)[\w-]+\.fifo$/.test(QueueName)) {
      throw invalid('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.');
    }
    const existing = broker.queues.get(QueueName);
    if (existing === undefined) {
      checkAttributes(broker, Attributes);
      broker.create(QueueName, Attributes, tags);
      return { QueueUrl: urlOf(QueueName) };
    }
    const current = { ...defaultAttributes, ...existing.attributes };
    const differing = Object.keys(Attributes).find((name) => !sameValue(Attributes[name], current[name]));
    if (differing === undefined) return { QueueUrl: urlOf(QueueName) };
    throw new AwsError(
      'com.amazonaws.sqs#QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${differing}.`,
    );
  },

  GetQueueUrl: ({ QueueName }) => ({ QueueUrl: urlOf(broker.queue(QueueName).name) }),

  ListQueues: ({ QueueNamePrefix = '', MaxResults = MOST_LISTED, NextToken }) => {
    const names = [...broker.queues.keys()].filter((name) => name.startsWith(QueueNamePrefix)).sort();
    const rest = names.filter((name) => NextToken === undefined || name > NextToken);
    const page = rest.slice(0, MaxResults);
    return {
      QueueUrls: page.map(urlOf),
      NextToken: rest.length > page.length ? page.at(-1) : undefined,
    };
  },

  DeleteQueue: ({ QueueUrl }) => {
    broker.delete(broker.queue(QueueUrl));
    return {};
  },

  GetQueueAttributes: ({ QueueUrl, AttributeNames = [] }) => {
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
    const wanted = Object.entries(all).filter(
      ([name]) => AttributeNames.includes('All') || AttributeNames.includes(name),
    );
    return { Attributes: wanted.length > 0 ? Object.fromEntries(wanted) : undefined };
  },

  SetQueueAttributes: ({ QueueUrl, Attributes = {} }) => {
    const queue = broker.queue(QueueUrl);
    checkAttributes(broker, Attributes);
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

  UntagQueue: ({ QueueUrl, TagKeys }: { QueueUrl: string; TagKeys: string[] }) => {
    const queue = broker.queue(QueueUrl);
    queue.tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key)));
    broker.keepSettings(queue);
    return {};
  },

  ListQueueTags: ({ QueueUrl }) => ({ Tags: broker.queue(QueueUrl).tags }),

  PurgeQueue: ({ QueueUrl }) => {
    broker.purge(broker.queue(QueueUrl));
    return {};
  },
});

const invalid = (message: string): AwsError =>
  new AwsError('com.amazonaws.sqs#InvalidParameterValue', message);

/** Lowest and highest value of the attributes that are numbers. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  VisibilityTimeout: [0, 43_200],
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1_024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
};

function checkAttributes(broker: Broker, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = ranges[name];
    const outside = range && !(/^\d+$/.test(value) && +value >= range[0] && +value <= range[1]);
    if (outside) throw new AwsError('com.amazonaws.sqs#InvalidAttributeValue', `Invalid value for ${name}.`);
  }
  const policy = attributes['RedrivePolicy'];
  if (!policy) return;
  const { deadLetterTargetArn, maxReceiveCount } = parsePolicy(policy);
  if (!(Number(maxReceiveCount) >= 1 && Number(maxReceiveCount) <= 1_000))
    throw invalid(`Value ${policy} for parameter RedrivePolicy is invalid. Reason: Invalid maxReceiveCount.`);
  if (!broker.queues.has(nameOfArn(deadLetterTargetArn))) {
    throw invalid(
      `Value ${policy} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  }
}

function parsePolicy(text: string): { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw invalid(`Value ${text} for parameter RedrivePolicy is invalid. Reason: Not JSON.`);
  }
}

/** `{"a":1,"b":2}` and `{"b":2,"a":1}` are one policy. */
function sameValue(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  try {
    return isDeepStrictEqual(JSON.parse(a ?? ''), JSON.parse(b ?? ''));
  } catch {
    return false;
  }
}
