import { z } from 'zod';
import { envText, runService, type Component } from '../src';
import { testHost } from './support/test-host';

const config = z.object({ NAME: envText({ help: 'a name', example: 'x' }) });

/** A component that writes down its life. */
const part = (name: string, life: string[], more: Partial<Component> = {}): Component => ({
  name,
  check: async () => void life.push(`${name} checked`),
  start: async () => void life.push(`${name} started`),
  stop: async () => void life.push(`${name} stopped`),
  ...more,
});

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('checks all, starts in order, stops in reverse, and ends with 0', async () => {
  const life: string[] = [];
  const host = testHost({ NAME: 'n' });
  await runService({ name: 's', config, build: () => [part('a', life), part('b', life)] }, host);
  host.signal('SIGTERM');
  expect(await host.ended).toBe(0);
  expect(life).toEqual(['a checked', 'b checked', 'a started', 'b started', 'b stopped', 'a stopped']);
});

it('ends with 2 and every problem before anything is built', async () => {
  const host = testHost({ SHUTDOWN_DEADLINE_SECONDS: 'soon' });
  const build = jest.fn(() => []);
  await runService({ name: 's', config, build }, host);
  expect(await host.ended).toBe(2);
  expect(build).not.toHaveBeenCalled();
  expect(host.complaints.join('')).toMatch(
    /2 configuration problem\(s\)[^]*NAME is not set[^]*SHUTDOWN_DEADLINE/,
  );
});

it('prints its variables for --help and ends with 0', async () => {
  const host = testHost({}, ['--help']);
  await runService({ name: 's', config, build: () => [] }, host);
  expect(await host.ended).toBe(0);
  expect(host.printed.join('')).toMatch(/NAME +required/);
});

it('waits for what is down at start', async () => {
  let attempts = 0;
  const life: string[] = [];
  const flaky = part('queue', life, {
    check: async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('refused');
    },
  });
  const host = testHost({ NAME: 'n' });
  await runService({ name: 's', config, build: () => [flaky] }, host);
  expect(attempts).toBe(3);
  expect(life).toEqual(['queue started']);
  host.signal('SIGINT');
  expect(await host.ended).toBe(0);
});

it('gives up with 1 and the reason once the start-up deadline has passed', async () => {
  const host = testHost({ NAME: 'n', STARTUP_DEADLINE_SECONDS: '1', LOG_LEVEL: 'fatal' });
  const down = part('database', [], { check: () => Promise.reject(new Error('refused')) });
  await runService({ name: 's', config, build: () => [down] }, host);
  expect(await host.ended).toBe(1);
  expect(host.printed.join('')).toContain('database could not be reached within 1 s: refused');
});

it('serves its health, ready only while it runs', async () => {
  const host = testHost({ NAME: 'n', HEALTH_PORT: '0', HEALTH_HOST: '127.0.0.1', LOG_LEVEL: 'info' });
  let seenBeforeReady = 0;
  const port = (): number => {
    const line = host.printed.find((text) => text.includes('health server listens'));
    return (JSON.parse(line ?? '{}') as { port: number }).port;
  };
  const slow = part('a', [], {
    start: async () => {
      seenBeforeReady = (await fetch(`http://127.0.0.1:${port()}/ready`)).status;
    },
  });
  await runService({ name: 's', config, build: () => [slow] }, host);
  expect(seenBeforeReady).toBe(503);
  const answers = await Promise.all(
    ['live', 'ready', 'metrics', 'nothing'].map((path) => fetch(`http://127.0.0.1:${port()}/${path}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  host.signal('SIGTERM');
  expect(await host.ended).toBe(0);
});

it('ends with 1 when an error reached nobody, after stopping its parts', async () => {
  const life: string[] = [];
  const host = testHost({ NAME: 'n' });
  await runService({ name: 's', config, build: () => [part('a', life)] }, host);
  host.uncaught(new Error('surprise'));
  expect(await host.ended).toBe(1);
  expect(life.at(-1)).toBe('a stopped');
});

it('a second signal ends it at once with 1', async () => {
  const host = testHost({ NAME: 'n', SHUTDOWN_DEADLINE_SECONDS: '1' });
  const stuck = part('a', [], { stop: () => new Promise(() => undefined) });
  await runService({ name: 's', config, build: () => [stuck] }, host);
  host.signal('SIGTERM');
  host.signal('SIGTERM');
  expect(await host.ended).toBe(1);
});

it('goes on stopping when one part fails to, and says so with 1', async () => {
  const life: string[] = [];
  const host = testHost({ NAME: 'n' });
  const failing = part('b', life, { stop: () => Promise.reject(new Error('no')) });
  await runService({ name: 's', config, build: () => [part('a', life), failing] }, host);
  host.signal('SIGTERM');
  expect(await host.ended).toBe(1);
  await until(() => life.includes('a stopped'));
});
