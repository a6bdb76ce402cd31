import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { untilAtRest } from '../src/support/at-rest';
import { differences, incomingEdges } from '../src/support/incoming-edges';
import { readTruth } from '../src/support/read-truth';
import { sqsOf } from '../src/support/recorded-messages';
import { type Running, StandaloneUnderTest, newDataDir, root } from '../src/support/standalone';

const truth = readTruth(
  readFileSync(path.join(root, 'apps/standalone/assets/sample/truth/columns.txt'), 'utf8'),
);

type Collector = NonNullable<Running['collectors']>[number];

/** Runs a collector; kills it after `killAfterMs` when given. Gives its exit code, null when it was killed. */
async function runCollector(collector: Collector, killAfterMs?: number): Promise<number | null> {
  const child = spawn(process.execPath, [collector.script], {
    env: { PATH: process.env['PATH'], ...collector.env },
    stdio: 'ignore',
  });
  const ended = once(child, 'close');
  const killer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const [code] = (await ended) as [number | null];
  clearTimeout(killer);
  return code;
}

/** Posts as a producer with retries does. */
async function post(gateway: string, body: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${gateway}/api/openlineage`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }).catch(() => null);
    if (answer?.status === 201) return;
    if (answer !== null && answer.status < 500) throw new Error(`refused with ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('the edges are those of the truth though collectors and gateway were killed in the middle', async () => {
  const dataDir = newDataDir();
  const instance = await StandaloneUnderTest.start(dataDir, ['--no-feed']);
  const { running } = instance;

  const killed: (number | null)[] = [];
  for (const collector of running.collectors ?? []) {
    // A whole run takes between one and four seconds: start-up, middle, near the end.
    for (const killAfterMs of [350, 700, 1_100]) killed.push(await runCollector(collector, killAfterMs));
    expect(await runCollector(collector)).toBe(0);
  }
  expect(killed).toContain(null);

  const events = readFileSync(path.join(dataDir, 'sample/events.jsonl'), 'utf8').trim().split('\n');
  for (const [at, body] of events.entries()) {
    const gateway = instance.running.pids['openlineage-gateway'];
    if (at % 3 === 1 && gateway !== undefined) process.kill(gateway, 'SIGKILL');
    await post(running.gateway, body);
  }

  await untilAtRest(sqsOf(running), running);
  const found = differences(truth, await incomingEdges(running.databaseUrl));
  await instance.stop();
  expect(found).toEqual([]);
});
