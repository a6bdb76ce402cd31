import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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

export const newDataDir = (): string => mkdtempSync(path.join(tmpdir(), 'tributary-e2e-'));

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

/** A standalone that keeps running beside the test. */
export class StandaloneUnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
    private readonly printed: () => string,
  ) {}

  /** Starts it and waits for its `running.json`. Throws with its output when it ends first. */
  static async start(
    dataDir: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<StandaloneUnderTest> {
    const child = spawn(process.execPath, [main, '--data-dir', dataDir, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const started = new StandaloneUnderTest(child, dataDir, () => output);
    while (!existsSync(path.join(dataDir, 'running.json'))) {
      if (child.exitCode !== null) throw new Error(`standalone ended with ${child.exitCode}:\n${output}`);
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
      if (this.child.exitCode !== null)
        throw new Error(`standalone ended with ${this.child.exitCode}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<number> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const closed = new Promise<number>((resolve) => this.child.once('close', (code) => resolve(code ?? 1)));
    this.child.kill('SIGTERM');
    return await closed;
  }
}
