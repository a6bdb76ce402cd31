import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** How a Postgres binary is started so that it does not refuse to run as root. */
export interface LaunchAs {
  readonly command: string;
  readonly prefix: readonly string[];
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
}

/** `nobody`, on every Linux. */
const NOBODY = 65_534;

/**
 * Postgres refuses to run as root. As a normal user it runs as it is. As root it runs as `nobody`, which owns the data folder, unless nobody
 * could not reach the binaries or the folder (a checkout below 0700 /root): then inside a user namespace, where root looks like nobody.
 */
export function launchAs(binary: string, dataDir: string): LaunchAs {
  if (process.getuid?.() !== 0) return { command: binary, prefix: [], ids: undefined };
  if (reachableByOthers(binary) && reachableByOthers(path.dirname(dataDir))) {
    giveTo(dataDir, NOBODY);
    return { command: binary, prefix: [], ids: { uid: NOBODY, gid: NOBODY } };
  }
  if (spawnSync('unshare', ['-U', 'true']).status === 0) {
    giveTo(dataDir, 0);
    return { command: 'unshare', prefix: ['-U', binary], ids: undefined };
  }
  throw new Error(
    'The embedded Postgres cannot run as root here: other users cannot read this folder, and user namespaces are not allowed. ' +
      'Move the checkout and the data folder to a place that other users may read, run as a normal user, or set DATABASE_URL.',
  );
}

function reachableByOthers(target: string): boolean {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    const { mode } = statSync(at);
    if ((mode & 0o001) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

function giveTo(folder: string, owner: number): void {
  if (!existsSync(folder)) return;
  if (statSync(folder).uid === owner) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chownSync(file, owner, owner);
  }
  chownSync(folder, owner, owner);
}
