import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StandaloneUnderTest, newDataDir } from '../src/support/standalone';

jest.setTimeout(120_000);
afterAll(() => StandaloneUnderTest.stopAll());

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('stops with all its services when nobody reads any more what it prints', async () => {
  const dataDir = newDataDir();
  const child = StandaloneUnderTest.launch(dataDir, ['--no-sample', '--no-feed']);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stderr.destroy();

  expect(await ended).toEqual([0, null]);
  const services = JSON.parse(readFileSync(path.join(dataDir, 'pids.json'), 'utf8')) as Record<
    string,
    number
  >;
  expect(Object.values(services).filter(isAlive)).toEqual([]);
  expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});
