import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@tributary/aws-sandbox';
import { removeAbandoned, serverFolderPrefix } from './remove-abandoned';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Of a process that ran and ended. */
const endedPid = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('removeAbandoned', () => {
  it('ends a server whose test process is gone, and leaves those of others alone', async () => {
    const abandoned = mkdtempSync(serverFolderPrefix(endedPid()));
    const ours = mkdtempSync(serverFolderPrefix(process.pid));
    mkdirSync(path.join(ours, 'data'));
    const server = await startEmbeddedPostgres({
      dataDir: path.join(abandoned, 'data'),
      durable: false,
      background: true,
    });

    removeAbandoned();
    while (isAlive(server.pid)) await sleep(10);

    expect(existsSync(abandoned)).toBe(false);
    expect(existsSync(ours)).toBe(true);
    rmSync(ours, { recursive: true });
  });
});
