import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { QueryObserved, QueueName } from '@tributary/contracts';
import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port';
import { type Running, root } from './standalone';

const run = promisify(execFile);

export interface Recorded {
  readonly queue: QueueName;
  readonly body: string;
}

export const sqsOf = (running: Pick<Running, 'sqsEndpoint'>): SQSClient =>
  new SQSClient({
    region: 'eu-west-1',
    endpoint: running.sqsEndpoint,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });

/** Queues nobody consumes, to see what the producers publish. */
export async function tapQueues(sqs: SQSClient): Promise<Record<QueueName, string>> {
  const create = async (name: string): Promise<string> =>
    (await sqs.send(new CreateQueueCommand({ QueueName: `tap-${name}` }))).QueueUrl ?? '';
  return {
    queries: await create('queries'),
    events: await create('events'),
    lineage: await create('lineage'),
  };
}

/** Runs the collectors once with their messages going to `urls`. Throws with their output when one fails. */
export async function runCollectors(running: Running, urls: Record<QueueName, string>): Promise<void> {
  for (const collector of running.collectors ?? []) {
    await run(process.execPath, [collector.script], {
      env: {
        PATH: process.env['PATH'],
        ...collector.env,
        QUERIES_QUEUE_URL: urls.queries,
        LINEAGE_QUEUE_URL: urls.lineage,
      },
      maxBuffer: 64 * 1024 * 1024,
    });
  }
}

/** Sends events through a gateway of their own, so that its messages land in the tap. Throws when one is not taken. */
export async function postTo(
  running: Running,
  urls: Record<QueueName, string>,
  events: readonly string[],
): Promise<void> {
  const gateway = await startGateway(running, urls.events);
  try {
    for (const body of events) {
      const answer = await fetch(`${gateway.url}/api/openlineage`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      if (answer.status !== 201)
        throw new Error(`the gateway answered ${answer.status}: ${await answer.text()}`);
    }
  } finally {
    gateway.stop();
  }
}

async function startGateway(running: Running, eventsUrl: string): Promise<{ url: string; stop: () => void }> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'apps/openlineage-gateway/dist/main.js')], {
    env: {
      PATH: process.env['PATH'],
      ...running.collectors?.[0]?.env,
      EVENTS_QUEUE_URL: eventsUrl,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null && !(await fetch(url).catch(() => undefined)))
    await new Promise((resolve) => setTimeout(resolve, 50));
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Empties a tap. */
export async function drain(sqs: SQSClient, queue: QueueName, url: string): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
    );
    if (Messages.length === 0) return recorded;
    for (const message of Messages) recorded.push({ queue, body: message.Body ?? '' });
    const Entries = Messages.map((message, at) => ({
      Id: String(at),
      ReceiptHandle: message.ReceiptHandle ?? '',
    }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
}

/** A queue that was just killed comes back; a producer tries again until then. */
async function untilAccepted(attempt: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Sends messages to a running instance's queues, in the order given; at most ten `atATime`. */
export async function send(
  sqs: SQSClient,
  queues: Running['queues'],
  messages: readonly Recorded[],
  atATime = 1,
): Promise<void> {
  for (let start = 0; start < messages.length; start += atATime) {
    const part = messages.slice(start, start + atATime);
    for (const queue of new Set(part.map((message) => message.queue))) {
      const Entries = part
        .filter((message) => message.queue === queue)
        .map(({ body }, at) => ({ Id: String(at), MessageBody: body }));
      const command = new SendMessageBatchCommand({ QueueUrl: queues[queue], Entries });
      await untilAccepted(async () => {
        const { Failed = [] } = await sqs.send(command);
        if (Failed.length > 0)
          throw new Error(`${Failed.length} messages were not taken: ${Failed[0]?.Message}`);
      });
    }
  }
}

/** Mulberry32: a small generator with a seed, so that a failing order can be had again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Cuts batches of statements anew: other sizes, other neighbours, the same statements. */
export function recut(messages: readonly Recorded[], random: () => number): Recorded[] {
  const others = messages.filter((message) => message.queue !== 'queries');
  const batches = messages
    .filter((message) => message.queue === 'queries')
    .map((message) => JSON.parse(message.body) as QueryObserved);
  const bySource = new Map<string, QueryObserved[]>();
  for (const batch of batches)
    bySource.set(batch.source.id, [...(bySource.get(batch.source.id) ?? []), batch]);
  const cut = [...bySource.values()].flatMap((batch) => {
    const statements = shuffled(
      batch.flatMap((one) => one.statements),
      random,
    );
    const result: Recorded[] = [];
    while (statements.length > 0) {
      const taken = statements.splice(0, 1 + Math.floor(random() * 12));
      result.push({
        queue: 'queries',
        body: JSON.stringify({ ...(batch[0] as QueryObserved), statements: taken }),
      });
    }
    return result;
  });
  return [...others, ...cut];
}
