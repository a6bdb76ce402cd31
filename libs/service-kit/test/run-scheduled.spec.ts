import { runScheduled, type ProcessHost } from '../src';
import { testHost } from './support/test-host';

/** A job that ends with the codes given, one a run, and then stops the process. */
function runsOf(codes: readonly number[], stop: () => void) {
  const starts: (number | undefined)[] = [];
  const run = async (host: ProcessHost): Promise<void> => {
    const code = codes[starts.length];
    starts.push(code);
    if (code === undefined) stop();
    host.exit(code ?? 1);
  };
  return { starts, run };
}

it.each([[[]], [['--once']], [['--every', '1h', '--help']]])(
  'runs once with %j, and ends as the run does',
  async (argv) => {
    const host = testHost({}, argv);
    const { starts, run } = runsOf([3], () => undefined);

    await runScheduled(run, host);

    expect(await host.ended).toBe(3);
    expect(starts).toHaveLength(1);
  },
);

it('goes on after runs that failed, until it is asked to stop, which is no failure', async () => {
  const host = testHost({}, ['--every=1s']);
  const { starts, run } = runsOf([0, 1], () => host.signal('SIGTERM'));

  await runScheduled(run, host);

  expect(await host.ended).toBe(0);
  expect(starts).toHaveLength(3);
});

it('hands the signal to the run in hand, and waits for it', async () => {
  const host = testHost({}, ['--every', '1h']);
  const seen: string[] = [];

  await runScheduled(async (inner) => {
    inner.onStopSignal((signal) => {
      seen.push(signal);
      inner.exit(1);
    });
    host.signal('SIGTERM');
  }, host);

  expect(await host.ended).toBe(0);
  expect(seen).toEqual(['SIGTERM']);
});

it('stops between two runs at once', async () => {
  const host = testHost({}, ['--every', '1h']);
  await runScheduled(async (inner) => {
    inner.exit(0);
    setImmediate(() => host.signal('SIGTERM'));
  }, host);

  expect(await host.ended).toBe(0);
});

it('ends with a configuration that cannot be used, and after an error that reached nobody', async () => {
  const wrong = testHost({}, ['--every', '1h']);
  await runScheduled(async (inner) => inner.exit(2), wrong);
  expect(await wrong.ended).toBe(2);

  const broken = testHost({}, ['--every', '1h']);
  await runScheduled(async (inner) => {
    inner.onUncaught(() => inner.exit(1));
    broken.uncaught(new Error('surprise'));
  }, broken);
  expect(await broken.ended).toBe(1);
});

it.each([['--every'], ['--every', 'soon'], ['--every', '0s'], ['--every=25d']])(
  'refuses %s %s',
  async (...argv) => {
    const host = testHost({}, argv);

    await runScheduled(async () => undefined, host);

    expect(await host.ended).toBe(2);
    expect(host.complaints.join('')).toContain('--every must be a duration');
  },
);
