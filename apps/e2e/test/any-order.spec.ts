import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { untilAtRest } from '../src/support/at-rest';
import { exportOf } from '../src/support/export-of';
import {
  type Recorded,
  drain,
  postTo,
  recut,
  runCollectors,
  seededRandom,
  send,
  shuffled,
  sqsOf,
  tapQueues,
} from '../src/support/recorded-messages';
import { type Running, StandaloneUnderTest, newDataDir } from '../src/support/standalone';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the collectors and the gateway publish for the sample, caught before anybody consumes it. */
async function recordSample(): Promise<Recorded[]> {
  const dataDir = newDataDir();
  const source = await StandaloneUnderTest.start(dataDir, ['--no-feed']);
  const { running } = source;
  const sqs = sqsOf(running);
  const taps = await tapQueues(sqs);
  await runCollectors(running, taps);
  const events = readFileSync(path.join(dataDir, 'sample/events.jsonl'), 'utf8').trim().split('\n');
  await postTo(running, taps, events);
  const recorded = [
    ...(await drain(sqs, 'lineage', taps.lineage)),
    ...(await drain(sqs, 'queries', taps.queries)),
    ...(await drain(sqs, 'events', taps.events)),
  ];
  await source.stop();
  return recorded;
}

/** An instance without sources that is sent messages; gives its export at rest. */
async function exportAfter(
  args: readonly string[],
  messages: readonly Recorded[],
  meanwhile: (running: () => Running) => Promise<void> = async () => undefined,
): Promise<string> {
  const instance = await StandaloneUnderTest.start(newDataDir(), ['--no-sample', '--no-feed', ...args]);
  const sqs = sqsOf(instance.running);
  await Promise.all([send(sqs, instance.running.queues, messages), meanwhile(() => instance.running)]);
  await untilAtRest(sqs, instance.running);
  const text = await exportOf(instance.running.ui);
  await instance.stop();
  return text;
}

describe('the graph at rest', () => {
  let recorded: Recorded[] = [];
  let reference = '';

  beforeAll(async () => {
    recorded = await recordSample();
    reference = await exportAfter([], recorded);
  });

  it('has something to compare', () => {
    expect(new Set(recorded.map((message) => message.queue))).toEqual(
      new Set(['lineage', 'queries', 'events']),
    );
    expect(reference.split('\n').length).toBeGreaterThan(300);
  });

  it.each([1, 2])(
    'is the same when everything comes three times, shuffled and re-cut, through two parsers and two writers (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const thrice = shuffled(
        [...recut(recorded, random), ...recut(recorded, random), ...recut(recorded, random)],
        random,
      );

      const text = await exportAfter(['--parsers', '2', '--writers', '2'], thrice);

      expect(digest(text)).toBe(digest(reference));
    },
  );

  it.each(['lineage-writer', 'parser-worker', 'sandbox', 'lineage-api', 'openlineage-gateway'])(
    'is the same when %s is killed in the middle of the feed',
    async (victim) => {
      const killTwice = async (running: () => Running): Promise<void> => {
        for (const pauseMs of [300, 900]) {
          await new Promise((resolve) => setTimeout(resolve, pauseMs));
          const pid = running().pids[victim];
          if (pid === undefined) throw new Error(`no process is called ${victim}`);
          try {
            process.kill(pid, 'SIGKILL');
          } catch (error) {
            // The second time it may not have been started again yet.
            if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
          }
        }
      };

      const text = await exportAfter([], recorded, killTwice);

      expect(digest(text)).toBe(digest(reference));
    },
  );
});
