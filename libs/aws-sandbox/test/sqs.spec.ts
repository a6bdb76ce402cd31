import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  type Message,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { type Sqs, type SqsFaults, type SqsOptions, noSqsFaults, startSqs } from '../src';

const MIB = 1_048_576;
let server: Sqs;
let client: SQSClient;
let faults: SqsFaults;
let elapsedMs: number;

async function start(options: SqsOptions = {}): Promise<void> {
  faults = noSqsFaults();
  elapsedMs = 0;
  server = await startSqs({ faults, now: () => Date.now() + elapsedMs, ...options });
  client = new SQSClient({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
}

async function stop(): Promise<void> {
  client.destroy();
  await server.stop();
}

const createQueue = async (name: string, attributes: Record<string, string> = {}): Promise<string> =>
  (await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))).QueueUrl!;

const arnOf = async (url: string): Promise<string> =>
  (await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] })))
    .Attributes!['QueueArn']!;

const send = async (url: string, body: string): Promise<void> => {
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
};

const receive = async (url: string, input: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
    ...input,
  });
  return (await client.send(command)).Messages ?? [];
};

const bodies = (messages: readonly Message[]): (string | undefined)[] => messages.map(({ Body }) => Body);
const countOf = (message: Message | undefined): string | undefined =>
  message?.Attributes?.['ApproximateReceiveCount'];

const failure = async (promise: Promise<unknown>): Promise<string> =>
  await promise.then(
    () => 'no error',
    (error: Error) => error.name,
  );

describe('messages', () => {
  beforeEach(() => start());
  afterEach(stop);

  it('come as they were sent, attributes and all', async () => {
    const url = await createQueue('q');
    const MessageAttributes = {
      traceparent: { DataType: 'String', StringValue: '00-ab' },
      n: { DataType: 'Number', StringValue: '12' },
      b: { DataType: 'Binary', BinaryValue: Uint8Array.from([0, 1, 255]) },
    };
    await client.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: "select 'é漢😀'", MessageAttributes }),
    );

    const [message] = await receive(url);

    expect(message?.Body).toBe("select 'é漢😀'");
    expect(message?.MessageAttributes).toEqual(MessageAttributes);
  });

  it.each([
    ['a control character', 'a\u0001b'],
    ['U+FFFE', 'a\uFFFEb'],
  ])('with %s are refused', async (_, body) => {
    const url = await createQueue('q');

    expect(await failure(send(url, body))).toBe('InvalidMessageContents');
  });

  it('with a lone surrogate on the wire are refused', async () => {
    const url = await createQueue('q');

    const response = await fetch(server.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: `{"QueueUrl":"${url}","MessageBody":"a\\ud800b"}`,
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'com.amazonaws.sqs#InvalidMessageContents' });
  });

  it('may have 1 MiB of UTF-8 with their attributes, and not a byte more', async () => {
    const url = await createQueue('q');
    // 'k' + 'String' + 'v' are 8 bytes.
    const MessageAttributes = { k: { DataType: 'String', StringValue: 'v' } };
    const body = 'é'.repeat((MIB - 8) / 2);
    const attempt = (MessageBody: string): Promise<string> =>
      failure(client.send(new SendMessageCommand({ QueueUrl: url, MessageBody, MessageAttributes })));

    expect(await attempt(body)).toBe('no error');
    expect(await attempt(`${body}x`)).toBe('InvalidParameterValue');
  });

  it('of one batch may have 1 MiB together, and not a byte more', async () => {
    const url = await createQueue('q');
    const attempt = (...lengths: number[]): Promise<string> =>
      failure(
        client.send(
          new SendMessageBatchCommand({
            QueueUrl: url,
            Entries: lengths.map((length, i) => ({ Id: `${i}`, MessageBody: 'x'.repeat(length) })),
          }),
        ),
      );

    expect(await attempt(MIB / 2, MIB / 2)).toBe('no error');
    expect(await attempt(MIB / 2, MIB / 2 + 1)).toBe('BatchRequestTooLong');
    expect(await attempt(...Array<number>(11).fill(1))).toBe('TooManyEntriesInBatchRequest');
  });

  it('are hidden while in flight, come again when their time is over, and count', async () => {
    const url = await createQueue('q', { VisibilityTimeout: '30' });
    await send(url, 'a');

    const first = await receive(url);
    const meanwhile = await receive(url);
    elapsedMs += 30_000;
    const second = await receive(url);

    expect([countOf(first[0]), countOf(second[0])]).toEqual(['1', '2']);
    expect(meanwhile).toEqual([]);
  });

  it('are hidden longer, or at once no longer, when their visibility is changed', async () => {
    const url = await createQueue('q', { VisibilityTimeout: '30' });
    await send(url, 'a');
    const change = async (message: Message | undefined, seconds: number): Promise<void> => {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: message!.ReceiptHandle!,
          VisibilityTimeout: seconds,
        }),
      );
    };

    const [first] = await receive(url);
    await change(first, 100);
    elapsedMs += 60_000;
    const meanwhile = await receive(url);
    await change(first, 0);
    const [again] = await receive(url);

    expect(meanwhile).toEqual([]);
    expect(again?.Body).toBe('a');
    expect(await failure(change(first, 10))).toBe('MessageNotInflight');
  });

  it('expire after the retention period', async () => {
    const url = await createQueue('q', { MessageRetentionPeriod: '60' });
    await send(url, 'old');
    elapsedMs += 61_000;
    await send(url, 'new');

    expect(bodies(await receive(url))).toEqual(['new']);
  });

  it('may be delayed', async () => {
    const url = await createQueue('q');
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a', DelaySeconds: 600 }));

    const early = await receive(url);
    elapsedMs += 600_000;

    expect(early).toEqual([]);
    expect(bodies(await receive(url))).toEqual(['a']);
  });

  it('end a long poll as they arrive, each going to one poller', async () => {
    const url = await createQueue('q');
    const polls = [1, 2, 3].map(() => receive(url, { MaxNumberOfMessages: 1, WaitTimeSeconds: 20 }));
    await Promise.all(['a', 'b', 'c'].map((body) => send(url, body)));

    const received = (await Promise.all(polls)).flat();

    expect(bodies(received).sort()).toEqual(['a', 'b', 'c']);
  });

  it('are not lost to a poller that hung up', async () => {
    const url = await createQueue('q');
    const hangUp = new AbortController();
    const poll = client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), {
      abortSignal: hangUp.signal,
    });
    await receive(url);
    const waiting = receive(url, { WaitTimeSeconds: 20 });
    await receive(url);
    hangUp.abort();
    await failure(poll);
    await receive(url);
    await send(url, 'a');

    const [message] = await waiting;

    expect(countOf(message)).toBe('1');
  });

  it('are gone after a purge', async () => {
    const url = await createQueue('q');
    await send(url, 'a');
    await client.send(new PurgeQueueCommand({ QueueUrl: url }));

    expect(await receive(url)).toEqual([]);
  });

  it('are not deleted by what is no receipt handle', async () => {
    const url = await createQueue('q');
    const deletion = client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'bogus' }));

    expect(await failure(deletion)).toBe('ReceiptHandleIsInvalid');
  });
});

describe('queues', () => {
  beforeEach(() => start());
  afterEach(stop);

  it('may be created again with the same attributes, not with others', async () => {
    const url = await createQueue('q', { VisibilityTimeout: '45' });

    expect(await createQueue('q', { VisibilityTimeout: '45' })).toBe(url);
    expect(await createQueue('q')).toBe(url);
    expect(await failure(createQueue('q', { VisibilityTimeout: '46' }))).toBe('QueueNameExists');
  });

  it('are missing until they are created', async () => {
    expect(await failure(receive(server.queueUrl('nope')))).toBe('QueueDoesNotExist');
  });

  it('want a dead-letter queue that exists', async () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:x:0:nope', maxReceiveCount: 3 });

    expect(await failure(createQueue('q', { RedrivePolicy }))).toBe('InvalidParameterValue');
  });

  it('that are FIFO keep the order of a group, lock it while in flight, and drop repetitions', async () => {
    const url = await createQueue('q.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const [group, body] of ['g0 m0', 'g1 m1', 'g0 m2', 'g0 m0'].map((text) => text.split(' '))) {
      await client.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: body!, MessageGroupId: group! }),
      );
    }

    const first = await receive(url, { MaxNumberOfMessages: 1 });
    const second = await receive(url);
    elapsedMs += 30_000;
    const third = await receive(url);

    expect([bodies(first), bodies(second), bodies(third)]).toEqual([['m0'], ['m1'], ['m0', 'm1', 'm2']]);
  });
});

describe('dead-letter queues', () => {
  beforeEach(() => start());
  afterEach(stop);

  it('receive what was received too often, and give it back as new', async () => {
    const letters = await createQueue('letters');
    const letterArn = await arnOf(letters);
    const url = await createQueue('q', {
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: letterArn, maxReceiveCount: 2 }),
    });
    await send(url, 'poison');

    const deliveries = [await receive(url), await receive(url), await receive(url)];
    const [letter] = await receive(letters, { VisibilityTimeout: 0 });
    const sources = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: letters }));
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: letterArn }));
    const tasks = await client.send(new ListMessageMoveTasksCommand({ SourceArn: letterArn }));
    const [back] = await receive(url);

    expect(deliveries.map((messages) => messages.length)).toEqual([1, 1, 0]);
    expect(letter?.Attributes?.['DeadLetterQueueSourceArn']).toBe(await arnOf(url));
    expect(sources.queueUrls).toEqual([url]);
    expect(tasks.Results?.[0]).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 });
    expect([back?.Body, countOf(back)]).toEqual(['poison', '1']);
    expect(await receive(letters)).toEqual([]);
  });
});

describe('faults', () => {
  beforeEach(() => start());
  afterEach(stop);

  it('throttle, fail entries and deliver twice as often as asked', async () => {
    const url = await createQueue('q');
    faults.throttle = 1;
    const throttled = await failure(send(url, 'a'));
    faults.failEntries = 1;
    const batch = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: '1', MessageBody: 'a' },
          { Id: '2', MessageBody: 'b' },
        ],
      }),
    );
    faults.duplicate = 1;
    const received = [...(await receive(url)), ...(await receive(url)), ...(await receive(url))];

    expect(throttled).toBe('RequestThrottled');
    expect(batch.Failed).toMatchObject([{ Id: '1', SenderFault: false }]);
    expect(bodies(received)).toEqual(['b', 'b']);
  });

  it('shuffle what a standard queue delivers', async () => {
    await stop();
    await start({ random: () => 0 });
    const url = await createQueue('q');
    for (const body of ['a', 'b', 'c']) await send(url, body);
    faults.shuffle = true;

    expect(bodies(await receive(url))).toEqual(['b', 'c', 'a']);
  });
});

describe('the journal', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sqs-journal-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const newDir = (): string => mkdtempSync(path.join(folder, 'data-'));

  it.each([
    ['as it grew', 64 * MIB],
    ['rewritten many times while running', 1_000],
  ])('%s brings back queues, counts, what is hidden and for how long', async (_, compactAboveBytes) => {
    const options = { dataDir: newDir(), fsync: false, compactAboveBytes };
    await start(options);
    const letterArn = await arnOf(await createQueue('letters'));
    const url = await createQueue('q', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: letterArn, maxReceiveCount: 2 }),
    });
    const all = Array.from({ length: 40 }, (__, i) => `m${i}`);
    await Promise.all(all.map((body) => send(url, body)));
    const [deleted, ...hidden] = await receive(url);
    await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: deleted!.ReceiptHandle! }));
    await stop();

    await start(options);
    const restarted = server.queueUrl('q');
    const visible: Message[] = [];
    for (let i = 0; i < 4; i += 1) visible.push(...(await receive(restarted)));
    await client.send(
      new DeleteMessageCommand({ QueueUrl: restarted, ReceiptHandle: hidden[0]!.ReceiptHandle! }),
    );
    elapsedMs += 30_000;
    const risen: Message[] = [];
    for (let i = 0; i < 5; i += 1) risen.push(...(await receive(restarted)));
    await stop();

    expect(visible).toHaveLength(30);
    expect(risen).toHaveLength(38);
    expect(risen.every((message) => countOf(message) === '2')).toBe(true);

    await start(options);
    elapsedMs += 60_000;
    const tooOften = await receive(server.queueUrl('q'));
    const letters: Message[] = [];
    for (let i = 0; i < 5; i += 1) letters.push(...(await receive(server.queueUrl('letters'))));
    await stop();

    expect(tooOften).toEqual([]);
    expect(letters).toHaveLength(38);
  });

  it('leaves out a last line that a crash tore', async () => {
    const dataDir = newDir();
    await start({ dataDir });
    await send(await createQueue('q'), 'a');
    await stop();
    appendFileSync(path.join(dataDir, 'sqs.journal'), '["sent","q",{"id":"torn');

    await start({ dataDir });
    const received = await receive(server.queueUrl('q'));
    await stop();

    expect(bodies(received)).toEqual(['a']);
  });
});
