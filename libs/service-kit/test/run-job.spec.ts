import { z } from 'zod';
import { ConfigurationError, runJob, type JobOutcome } from '../src';
import { testHost } from './support/test-host';

const config = z.object({});
const job = (run: () => Promise<JobOutcome>) => ({ name: 'j', config, run });

it.each([
  ['ok', [], 0],
  ['ok', ['--strict'], 0],
  ['partial', [], 0],
  ['partial', ['--strict'], 3],
] as const)('%s with %j ends with %i', async (outcome, argv, code) => {
  const host = testHost({}, argv);
  await runJob(
    job(async () => outcome),
    host,
  );
  expect(await host.ended).toBe(code);
});

it('ends with 1 when it fails, with 2 when its configuration turns out wrong', async () => {
  const failing = testHost();
  await runJob(
    job(() => Promise.reject(new Error('warehouse down'))),
    failing,
  );
  expect(await failing.ended).toBe(1);

  const wrong = testHost();
  const problem = { variable: 'A', message: 'A is wrong' };
  await runJob(
    job(() => Promise.reject(new ConfigurationError([problem]))),
    wrong,
  );
  expect(await wrong.ended).toBe(2);
  expect(wrong.complaints.join('')).toContain('A is wrong');
});

it('stops what it used in reverse, also when interrupted, which ends with 1', async () => {
  const life: string[] = [];
  const host = testHost();
  await runJob(
    {
      name: 'j',
      config,
      run: async ({ use, signal }) => {
        for (const name of ['a', 'b']) await use({ name, stop: async () => void life.push(name) });
        host.signal('SIGTERM');
        expect(signal.aborted).toBe(true);
        return 'ok';
      },
    },
    host,
  );
  expect(await host.ended).toBe(1);
  expect(life).toEqual(['b', 'a']);
});
