import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface CollectorProcess {
  readonly child: ChildProcess;
  /** Its exit code, null when it was killed, and what it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

/** Runs a script in a process of its own, with modules loaded before it and flags for Node. */
export function runCollector(
  script: string,
  env: Readonly<Record<string, string>>,
  options: {
    readonly preload?: readonly string[];
    readonly args?: readonly string[];
    readonly flags?: readonly string[];
  } = {},
): CollectorProcess {
  const preload = (options.preload ?? []).flatMap((file) => ['-r', path.resolve(file)]);
  const child = spawn(
    process.execPath,
    [...(options.flags ?? []), ...preload, script, ...(options.args ?? [])],
    {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed }));
  return { child, ended };
}
