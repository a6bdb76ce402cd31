import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../src/support/free-port';
import { removeImages, unpackImage } from '../src/support/image';
import { StandaloneUnderTest, newDataDir, root } from '../src/support/standalone';

const images = readdirSync(path.join(root, 'docker'))
  .filter((file) => file.endsWith('.Dockerfile'))
  .map((file) => file.replace('.Dockerfile', ''));

let instance: StandaloneUnderTest;
beforeAll(async () => {
  instance = await StandaloneUnderTest.start(newDataDir(), ['--no-feed']);
});
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  removeImages();
  await StandaloneUnderTest.stopAll();
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number>;
}

/** Starts what the image starts, with a bare environment: nothing of this process' variables but the PATH. */
function start(name: string, args: readonly string[] | null, env: Record<string, string>): Started {
  const image = unpackImage(name);
  const child = spawn(process.execPath, [...image.entrypoint, ...(args ?? image.command)], {
    cwd: image.folder,
    env: { PATH: process.env['PATH'], ...image.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => (code as number | null) ?? 1);
  return { child, output: () => output, ended };
}

function settings(): Record<string, string> {
  const { databaseUrl, queues, sqsEndpoint, s3Endpoint } = instance.running;
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_ENDPOINT_URL_SQS: sqsEndpoint,
    AWS_ENDPOINT_URL_S3: s3Endpoint,
    DATABASE_URL: databaseUrl,
    QUERIES_QUEUE_URL: queues.queries,
    EVENTS_QUEUE_URL: queues.events,
    LINEAGE_QUEUE_URL: queues.lineage,
  };
}

async function untilReady(started: Started, port: number): Promise<void> {
  for (;;) {
    if (started.child.exitCode !== null || started.child.signalCode !== null)
      throw new Error(`ended early:\n${started.output()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('has an image for every service', () => {
  expect(images.sort()).toEqual([
    'athena-collector',
    'cli',
    'lineage-api',
    'lineage-writer',
    'openlineage-gateway',
    'parser-worker',
    'redshift-collector',
    'sandbox',
  ]);
});

it.each(['lineage-writer', 'parser-worker', 'openlineage-gateway', 'lineage-api'])(
  '%s becomes ready from its dist folder alone, and stops with 0',
  async (name) => {
    const [health, port] = [await freePort(), await freePort()];
    const started = start(name, null, {
      ...settings(),
      HEALTH_PORT: String(health),
      HEALTH_HOST: '127.0.0.1',
      PORT: String(port),
      HOST: '127.0.0.1',
    });
    await untilReady(started, health);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  },
);

it.each(['redshift-collector', 'athena-collector'])(
  '%s runs to its end from its dist folder alone',
  async (name) => {
    const collector = instance.running.collectors?.find((planned) => planned.name === name);
    const started = start(name, null, { ...collector?.env });
    expect({ code: await started.ended, output: started.output() }).toMatchObject({ code: 0 });
  },
);

it.each(images.filter((name) => !['cli', 'sandbox'].includes(name)))(
  '%s says everything that is missing, and ends with 2',
  async (name) => {
    const started = start(name, null, {});
    expect(await started.ended).toBe(2);
    expect(started.output()).toMatch(/_URL/);
  },
);

it('the sandbox listens where its command says', async () => {
  const [sqs, s3] = [await freePort(), await freePort()];
  const started = start(
    'sandbox',
    ['--data-dir', newDataDir(), '--sqs-port', `${sqs}`, '--s3-port', `${s3}`],
    {},
  );
  while (!started.output().includes('sqs http')) {
    if (started.child.exitCode !== null) throw new Error(started.output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});

it('the command line analyzes from its dist folder alone, with the grammars that it seldom needs', async () => {
  const file = path.join(newDataDir(), 'sample.sql');
  writeFileSync(file, 'select a from t tablesample system (50) repeatable (55)');
  const started = start('cli', ['analyze', '--dialect', 'postgres', '--format', 'json', file], {});
  expect(await started.ended).toBe(0);
  expect(started.output()).toContain('"rung": "node-sql-parser"');
});
