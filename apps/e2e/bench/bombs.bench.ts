import fs from 'node:fs';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { CreateQueueCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startSqs } from '@tributary/aws-sandbox';
import { lineageEvents } from './support/lineage-events';
import { startGateway } from './support/receiver';
import { Report } from './support/report';

// npm run bench -- bombs: how the memory of the gateway's process grows over bodies that are made to make it grow. Linux only (/proc).
const report = new Report('bombs');
const MIB = 1_048_576;
const TIMES = 20;
const AT_ONCE = 4;

interface Bomb {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly encoding?: string;
}

const inflated = Buffer.from(`{"a":"${' '.repeat(120 * MIB)}"}`);
const lying = Buffer.from(gzipSync(inflated));
lying.writeUInt32LE(1_000, lying.length - 4);
const nested = (open: string, close: string, levels: number): string =>
  open.repeat(levels) + close.repeat(levels);
const withFacet = (facet: string): string =>
  `{"eventTime":"2026-03-01T08:00:00Z","job":{"namespace":"zoo","name":"x","facets":{"odd":${facet}}}}`;
const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, i) => `"k${i}":"${i}"`).join(',')}}`;

const bombs: Readonly<Record<string, Bomb>> = {
  'gzip, 120 MiB unpacked': { body: new Uint8Array(gzipSync(inflated)), encoding: 'gzip' },
  'gzip that understates its size': { body: new Uint8Array(lying), encoding: 'gzip' },
  'deflate, 120 MiB unpacked': { body: new Uint8Array(deflateSync(inflated)), encoding: 'deflate' },
  'deflate without wrapper': { body: new Uint8Array(deflateRawSync(inflated)), encoding: 'deflate' },
  'gzip in gzip': { body: new Uint8Array(gzipSync(gzipSync(inflated))), encoding: 'gzip' },
  'a million lists in each other': { body: text(withFacet(nested('[', ']', 1_000_000))) },
  'a million objects in each other': { body: text(withFacet(nested('{"a":', '}', 1_000_000))) },
  '100,000 keys': { body: text(withFacet(keys(100_000))) },
  'a text of 3 MiB': { body: text(withFacet(`"${'x'.repeat(3 * MIB)}"`)) },
};

function text(value: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(value));
}

/** MiB that a process holds now, and the most that it ever held. */
function memory(pid: number): { readonly now: number; readonly most: number } {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)![1]);
  return { now: kib('VmRSS') / 1_024, most: kib('VmHWM') / 1_024 };
}

async function post(url: string, { body, encoding }: Bomb): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

async function main(): Promise<void> {
  const sqs = await startSqs();
  const client = new SQSClient({
    region: 'eu-west-1',
    endpoint: sqs.endpoint,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'events' }));
  const gateway = await startGateway(QueueUrl!);
  try {
    for (const event of lineageEvents(1_000))
      await post(gateway.url, { body: new Uint8Array(gzipSync(event)), encoding: 'gzip' });
    const before = memory(gateway.pid).now;
    report.figure('warm', before, 'MiB');
    for (const [name, bomb] of Object.entries(bombs)) {
      const answers = new Set<number>();
      for (let i = 0; i < TIMES; i += AT_ONCE)
        for (const status of await Promise.all(
          Array.from({ length: AT_ONCE }, () => post(gateway.url, bomb)),
        ))
          answers.add(status);
      await client.send(new PurgeQueueCommand({ QueueUrl }));
      report.figure(
        `after ${TIMES} of ${name} (${[...answers].join(', ')})`,
        memory(gateway.pid).now - before,
        'MiB',
      );
    }
    report.figure('growth', memory(gateway.pid).now - before, 'MiB');
    report.figure('growth at its peak', memory(gateway.pid).most - before, 'MiB');
  } finally {
    await gateway.stop();
    client.destroy();
    await sqs.stop();
  }
  report.end();
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
