import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Finding, findingsOf } from './finding';
import { allow, factsOf, isDenied, wordsOf } from './iam';
import type { Settings } from './settings';

const { ok, warn, fail } = findingsOf('queues');
const DAY = 86_400;

interface NamedQueue {
  readonly subject: string;
  readonly url: string;
  readonly deadLetters: string | undefined;
}

/** Whether the queues are there, have dead letters that outlive them, and may be used. No message is sent, received or removed. */
export async function checkQueues(settings: Settings): Promise<Finding[]> {
  const queues = (['QUERIES', 'EVENTS', 'LINEAGE'] as const).flatMap((name): NamedQueue[] => {
    const url = settings[`${name}_QUEUE_URL`];
    if (url === undefined) return [];
    return [{ subject: `queue ${name.toLowerCase()}`, url, deadLetters: settings[`${name}_DLQ_URL`] }];
  });
  const client = new SQSClient({ region: settings.AWS_REGION ?? 'us-east-1' });
  try {
    const findings: Finding[] = [];
    for (const queue of queues) findings.push(...(await checkQueue(client, queue, settings)));
    return findings;
  } finally {
    client.destroy();
  }
}

async function checkQueue(client: SQSClient, queue: NamedQueue, settings: Settings): Promise<Finding[]> {
  const { subject, url } = queue;
  let attributes: Readonly<Record<string, string>>;
  try {
    attributes = await attributesOf(client, url);
  } catch (error) {
    const arn = arnOf(url, settings);
    if (isDenied(error)) return [fail(subject, wordsOf(error), allow(['sqs:GetQueueAttributes'], [arn]))];
    if (/NonExistentQueue|QueueDoesNotExist/.test(factsOf(error).name))
      return [
        fail(subject, `does not exist: ${url}`, `aws sqs create-queue --queue-name ${url.split('/').pop()}`),
      ];
    return [fail(subject, `cannot be reached: ${wordsOf(error)}`)];
  }
  return [
    ok(subject, `there, ${attributes['ApproximateNumberOfMessages'] ?? '0'} messages waiting`),
    ...visibility(queue, attributes),
    ...(await checkDeadLetters(client, queue, attributes, settings)),
    ...(await checkRights(client, queue, attributes['QueueArn'] ?? arnOf(url, settings))),
  ];
}

/** The services name a timeout at each receive; whoever looks with another tool gets the queue's own. */
function visibility({ subject, url }: NamedQueue, attributes: Readonly<Record<string, string>>): Finding[] {
  const seconds = Number(attributes['VisibilityTimeout'] ?? '30');
  if (seconds >= 30) return [ok(`${subject}: visibility`, `${seconds} s`)];
  return [
    warn(
      `${subject}: visibility`,
      `${seconds} s: other readers than ours see a message again while it is worked on`,
      setAttributes(url, { VisibilityTimeout: '60' }),
    ),
  ];
}

async function checkDeadLetters(
  client: SQSClient,
  { subject, url, deadLetters }: NamedQueue,
  attributes: Readonly<Record<string, string>>,
  settings: Settings,
): Promise<Finding[]> {
  const about = `${subject}: dead letters`;
  const policy = policyOf(attributes['RedrivePolicy']);
  const arn = attributes['QueueArn'] ?? arnOf(url, settings);
  if (policy === null)
    return [
      fail(
        about,
        'the queue has no RedrivePolicy: a message that fails every time comes again until it expires, and is lost then',
        setAttributes(url, {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${arn}-dlq`, maxReceiveCount: '5' }),
        }),
      ),
    ];
  const findings: Finding[] = [];
  if (policy.maxReceiveCount < 3)
    findings.push(
      warn(
        about,
        `maxReceiveCount is ${policy.maxReceiveCount}: a restart or two of a service makes good messages dead`,
        setAttributes(url, {
          RedrivePolicy: JSON.stringify({ deadLetterTargetArn: policy.target, maxReceiveCount: '5' }),
        }),
      ),
    );
  try {
    const target = deadLetters ?? (await urlOf(client, policy.target));
    const there = await attributesOf(client, target);
    const [kept, keptThere] = [attributes, there].map((one) =>
      Number(one['MessageRetentionPeriod'] ?? 4 * DAY),
    );
    // Time in the first queue counts: with the same retention a letter may expire the moment it is dead.
    if (keptThere! <= kept!)
      findings.push(
        warn(
          about,
          `kept no longer than the queue's own messages (${keptThere! / DAY} days), and the time spent there counts`,
          setAttributes(target, { MessageRetentionPeriod: String(14 * DAY) }),
        ),
      );
    const waiting = Number(there['ApproximateNumberOfMessages'] ?? '0');
    if (waiting > 0)
      findings.push(
        warn(about, `${waiting} are there`, `tributary dlq list ${subject.replace('queue ', '')}`),
      );
    if (findings.length === 0)
      findings.push(ok(about, `go to ${policy.target} after ${policy.maxReceiveCount} tries`));
  } catch (error) {
    findings.push(
      isDenied(error)
        ? fail(about, wordsOf(error), allow(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], [policy.target]))
        : fail(about, `${policy.target} cannot be used: ${wordsOf(error)}`),
    );
  }
  return findings;
}

/**
 * Asks for what cannot be done, in a way that tells "you may not" from "this makes no sense": SQS refuses a NUL in a body, and a receipt
 * that it never gave, only to those who may send or delete.
 */
async function checkRights(client: SQSClient, { subject, url }: NamedQueue, arn: string): Promise<Finding[]> {
  const sends = await isAllowed(() =>
    client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '\u0000' })),
  );
  const consumes = await isAllowed(() =>
    client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'tributary-doctor' })),
  );
  return [
    sends
      ? ok(`${subject}: sending`, 'allowed')
      : warn(
          `${subject}: sending`,
          'this identity may not send; whoever writes to the queue has to',
          allow(['sqs:SendMessage', 'sqs:GetQueueAttributes'], [arn]),
        ),
    consumes
      ? ok(`${subject}: consuming`, 'allowed')
      : warn(
          `${subject}: consuming`,
          'this identity may not delete messages; whoever reads the queue has to',
          allow(
            [
              'sqs:ReceiveMessage',
              'sqs:DeleteMessage',
              'sqs:ChangeMessageVisibility',
              'sqs:GetQueueAttributes',
            ],
            [arn],
          ),
        ),
  ];
}

async function isAllowed(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    return !isDenied(error);
  }
}

async function attributesOf(client: SQSClient, url: string): Promise<Readonly<Record<string, string>>> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  return Attributes as Record<string, string>;
}

async function urlOf(client: SQSClient, arn: string): Promise<string> {
  const [, , , , account, name] = arn.split(':');
  const { QueueUrl } = await client.send(
    new GetQueueUrlCommand({ QueueName: name ?? '', ...(account && { QueueOwnerAWSAccountId: account }) }),
  );
  return QueueUrl ?? '';
}

function policyOf(
  text: string | undefined,
): { readonly target: string; readonly maxReceiveCount: number } | null {
  if (text === undefined || text === '') return null;
  const policy = JSON.parse(text) as { deadLetterTargetArn?: string; maxReceiveCount?: string | number };
  return { target: policy.deadLetterTargetArn ?? '', maxReceiveCount: Number(policy.maxReceiveCount ?? 0) };
}

/** `https://sqs.eu-west-1.amazonaws.com/123456789012/lineage` → its ARN */
function arnOf(url: string, settings: Settings): string {
  const [name = '*', account = '*'] = url.split('/').reverse();
  return `arn:aws:sqs:${settings.AWS_REGION ?? '*'}:${account}:${name}`;
}

const setAttributes = (url: string, attributes: Readonly<Record<string, string>>): string =>
  `aws sqs set-queue-attributes --queue-url ${url} --attributes '${JSON.stringify(attributes)}'`;
