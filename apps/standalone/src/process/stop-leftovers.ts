import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const OURS = /dist[/\\](main|sandbox)\.js/;

/**
 * Ends services that an earlier start left running because it was killed itself: two sandboxes must never write one journal.
 * `pidFile` is that start's pids.json; a pid that belongs to something else by now is left alone.
 */
export function stopLeftovers(pidFile: string, say: (line: string) => void): void {
  if (!existsSync(pidFile)) return;
  const pids = JSON.parse(readFileSync(pidFile, 'utf8')) as Readonly<Record<string, number>>;
  for (const [name, pid] of Object.entries(pids)) {
    const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    if (!OURS.test(stdout ?? '')) continue;
    say(`  ${name} (pid ${pid}) still runs from an earlier start: ending it`);
    process.kill(pid, 'SIGKILL');
  }
}
