import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

export const root = path.resolve(__dirname, '../../../..');
const main = path.join(root, 'apps/standalone/dist/main.js');

/** What standalone writes to `running.json` in its data folder once everything is up, and to `pids.json` whenever that changes. */
export interface Running {
  readonly ui: string;
  readonly gateway: string;
  readonly databaseUrl: string;
  readonly queues: { readonly queries: string; readonly events: string; readonly lineage: string };
  readonly sqsEndpoint: string;
  readonly s3Endpoint: string;
  readonly pids: Readonly<Record<string, number>>;
  /** How the collectors are run against the sample's sources; absent when the sources are real ones. */
  readonly collectors?: readonly {
    readonly name: string;
    readonly script: string;
    readonly env: Readonly<Record<string, string>>;
  }[];
}

const STOP_DEADLINE_MS = 60_000;

/** Whether it ended, by itself or by a signal. */
const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const howItEnded = (child: ChildProcess): string => `${child.exitCode ?? child.signalCode}`;

const dataDirs: string[] = [];

/** A folder of its own under the system's temporary one; `stopAll` removes it. */
export function newDataDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-e2e-'));
  dataDirs.push(folder);
  return folder;
}

/** Runs `standalone …` to its end; gives the exit code and what it printed. */
export async function runStandalone(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? 1)));
  return { code, output };
}

/** A standalone that keeps running beside the test. A test that fails before it stops it leaves that to `stopAll`. */
export class StandaloneUnderTest {
  static readonly #started = new Set<StandaloneUnderTest>();

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
    private readonly printed: () => string,
  ) {}

  /** Starts it and leaves it to the test. */
  static launch(
    dataDir: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, [main, '--data-dir', dataDir, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Starts it and waits for its `running.json`. Throws with its output when it ends first. */
  static async start(
    dataDir: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<StandaloneUnderTest> {
    const child = StandaloneUnderTest.launch(dataDir, args, env);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const started = new StandaloneUnderTest(child, dataDir, () => output);
    StandaloneUnderTest.#started.add(started);
    while (!existsSync(path.join(dataDir, 'running.json'))) {
      if (hasEnded(child)) throw new Error(`standalone ended with ${howItEnded(child)}:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return started;
  }

  get running(): Running {
    const read = (file: string): object =>
      JSON.parse(readFileSync(path.join(this.dataDir, file), 'utf8')) as object;
    return { ...read('running.json'), pids: read('pids.json') } as Running;
  }

  get output(): string {
    return this.printed();
  }

  /** Waits until it has printed `text`. Throws with its output when it ends first. */
  async untilPrinted(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (hasEnded(this.child))
        throw new Error(`standalone ended with ${howItEnded(this.child)}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Asks it to stop; after a minute kills it with all that it started, which is a fault: throws with its output. */
  async stop(): Promise<number> {
    StandaloneUnderTest.#started.delete(this);
    if (hasEnded(this.child)) return this.child.exitCode ?? 1;
    const closed = new Promise<number>((resolve) => this.child.once('close', (code) => resolve(code ?? 1)));
    this.child.kill('SIGTERM');
    let insist: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      insist = setTimeout(() => resolve(null), STOP_DEADLINE_MS);
    });
    const code = await Promise.race([closed, late]);
    clearTimeout(insist);
    if (code !== null) return code;
    this.#kill();
    throw new Error(`standalone did not stop within ${STOP_DEADLINE_MS / 1000} s:\n${this.output}`);
  }

  #kill(): void {
    const pidFiles = ['pids.json', 'postgres/postmaster.pid'].map((file) => path.join(this.dataDir, file));
    const [services = '{}', postmaster = ''] = pidFiles.map((file) =>
      existsSync(file) ? readFileSync(file, 'utf8') : undefined,
    );
    const pids = [
      this.child.pid,
      ...Object.values(JSON.parse(services) as Record<string, number>),
      Number(postmaster.split('\n')[0]),
    ];
    for (const pid of pids) {
      if (!pid) continue;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended before.
      }
    }
  }

  /** Stops whatever a failed test left running, and removes what all wrote. */
  static async stopAll(): Promise<void> {
    for (const left of [...StandaloneUnderTest.#started]) await left.stop();
    for (const folder of dataDirs.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}
