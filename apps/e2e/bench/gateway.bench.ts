import fs from 'node:fs';
import path from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { noSqsFaults, startSqs, type SqsFaults } from '@tributary/aws-sandbox';
import { quantile } from './support/in-turns';
import { Load } from './support/load';
import { startGateway, startReceiver } from './support/receiver';
import { Report } from './support/report';

// npm run bench -- gateway: the real gateway beside a bare express handler, over one SQS sandbox, under load from a process of its own.
const report = new Report('gateway');
const CONNECTIONS = 64;
// Many short rounds in turns: on a machine that has other things to do, they see the same weather.
const WARM_UP = 5;
const ROUNDS = 30;
const PER_ROUND = 600;
const STEADY = 5_000;
const TROUBLED = 5_000;

/** Seconds of processor time that a process has had; null where there is no /proc. */
function processorSeconds(pid: number): number | null {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** The content hashes of everything on a queue. */
async function contentHashes(client: SQSClient, QueueUrl: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return found;
    for (const { Body } of Messages)
      found.add((JSON.parse(Body!) as { envelope: { contentHash: string } }).envelope.contentHash);
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function main(): Promise<void> {
  const faults: SqsFaults = noSqsFaults();
  const sqs = await startSqs({ faults });
  const client = new SQSClient({
    region: 'eu-west-1',
    endpoint: sqs.endpoint,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'events' }));
  const purge = () => client.send(new PurgeQueueCommand({ QueueUrl }));
  const contenders = {
    ours: await startGateway(QueueUrl!),
    bare: await startReceiver(path.join(__dirname, 'support', 'bare.process.js'), QueueUrl!),
  };
  const load = new Load();
  const names = ['ours', 'bare'] as const;

  try {
    const rates = { ours: [] as number[], bare: [] as number[] };
    const costs = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      // First one, then the other begins.
      for (const name of round % 2 === 0 ? names : [...names].reverse()) {
        const { url, pid } = contenders[name];
        const before = processorSeconds(pid);
        const { seconds, statuses } = await load.run({
          url,
          distinct: 600,
          first: 0,
          events: PER_ROUND,
          perSecond: null,
          connections: CONNECTIONS,
        });
        if (statuses['201'] !== PER_ROUND) throw new Error(`${name} answered ${JSON.stringify(statuses)}`);
        await purge();
        if (round < WARM_UP) continue;
        rates[name].push(PER_ROUND / seconds);
        if (before !== null) costs[name].push(((processorSeconds(pid)! - before) * 1e6) / PER_ROUND);
      }
    }
    const middle = (values: readonly number[]): number => quantile(values, 0.5);
    report.figure('gateway, gzip', middle(rates.ours), 'events/s');
    report.figure('bare express handler', middle(rates.bare), 'events/s');
    report.figure('ours beside it', middle(rates.ours.map((rate, i) => (rate / rates.bare[i]!) * 100)), '%');
    if (costs.ours.length > 0) {
      report.figure('processor time of an event', middle(costs.ours), 'us');
      report.figure('processor time of an event, bare', middle(costs.bare), 'us');
    }

    const steady = await load.run({
      url: contenders.ours.url,
      distinct: 600,
      first: 0,
      events: STEADY,
      perSecond: 500,
      connections: CONNECTIONS,
    });
    report.figure('at 500 events/s, p50', middle(steady.latencies), 'ms');
    report.figure('at 500 events/s, p99', quantile(steady.latencies, 0.99), 'ms');
    report.figure('at 500 events/s, not answered 201', STEADY - (steady.statuses['201'] ?? 0), 'events');
    await purge();

    // Every tenth call fails as a whole, and every tenth entry of the others.
    let calls = 0;
    const tenth = (): number => ((calls += 1) % 10 === 0 ? 1 : 0);
    Object.defineProperty(faults, 'throttle', { get: tenth, set: () => undefined, configurable: true });
    Object.defineProperty(faults, 'failEntries', { get: tenth, set: () => undefined, configurable: true });
    const troubled = await load.run({
      url: contenders.ours.url,
      distinct: TROUBLED,
      first: 1_000_000,
      events: TROUBLED,
      perSecond: null,
      connections: CONNECTIONS,
    });
    for (const fault of ['throttle', 'failEntries'])
      Object.defineProperty(faults, fault, { value: 0, writable: true });
    const there = await contentHashes(client, QueueUrl!);
    report.figure('with 10 % of calls failing, accepted', troubled.accepted.length, 'events');
    report.figure(
      'with 10 % of calls failing, asked to come again',
      TROUBLED - troubled.accepted.length,
      'events',
    );
    report.figure(
      'accepted but not on the queue',
      troubled.accepted.filter((id) => !there.has(id)).length,
      'events',
    );
  } finally {
    load.stop();
    for (const name of names) await contenders[name].stop();
    client.destroy();
    await sqs.stop();
  }
  report.end();
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
