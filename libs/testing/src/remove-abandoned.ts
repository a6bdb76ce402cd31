import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the folder of a test file's server is called; the process that it belongs to is part of it. */
export const serverFolderPrefix = (pid: number): string => path.join(tmpdir(), `tributary-test-${pid}-`);

const OWNER = /^tributary-test-(\d+)-/;

/** Ends the servers of test processes that were killed, which no hook of theirs could, and removes their folders. */
export function removeAbandoned(): void {
  for (const entry of readdirSync(tmpdir())) {
    const owner = OWNER.exec(entry)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = path.join(tmpdir(), entry);
    try {
      killServer(path.join(folder, 'data'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or another test process is at it too.
    }
  }
}

/** Its data is thrown away, so it need not end in good order. */
function killServer(dataDir: string): void {
  const pid = Number(read(path.join(dataDir, 'postmaster.pid')).split('\n')[0]);
  // The pid may have been reused since; where there is no /proc the file is all there is to go by.
  const isServer = process.platform !== 'linux' || read(`/proc/${pid}/cmdline`).includes(dataDir);
  if (pid > 1 && isServer) process.kill(pid, 'SIGKILL');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
