import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** A child to run: plain `node <script> <args>` with an environment, as its container would. */
export interface ProcessSpec {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Polled until it answers anything but a 5xx; absent for jobs. */
  readonly readyUrl?: string;
  readonly logFile: string;
}

const READY_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 15_000;
const FIRST_RESTART_MS = 200;
const SLOWEST_RESTART_MS = 10_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a child inherits of our environment: enough to run Node, none of our own settings. */
function inheritedEnv(): Record<string, string> {
  const kept = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TZ',
    'LANG',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'HTTPS_PROXY',
    'NO_PROXY',
  ];
  return Object.fromEntries(
    kept.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
}

function launch(spec: ProcessSpec): ChildProcess {
  const child = spawn(process.execPath, [spec.script, ...(spec.args ?? [])], {
    env: { ...inheritedEnv(), ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the services in good order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => appendFileSync(spec.logFile, chunk));
  }
  return child;
}

/** Runs a job to its end; gives its exit code (a death by signal counts as 1). */
export async function runJobProcess(spec: ProcessSpec): Promise<number> {
  const child = launch(spec);
  return await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

/** A service kept alive: started, awaited until ready, restarted with a growing pause when it dies, stopped in good order. */
export class ManagedProcess {
  #child: ChildProcess | undefined;
  #stopping = false;
  #restarts = 0;

  constructor(
    readonly spec: ProcessSpec,
    private readonly say: (line: string) => void,
    /** Called whenever it runs under a new pid. */
    private readonly onSpawn: (pid: number | undefined) => void = () => undefined,
  ) {}

  get restarts(): number {
    return this.#restarts;
  }

  /** Resolves when the service answers ready. Throws when it exits first or never gets ready, naming its log file. */
  async start(): Promise<void> {
    this.#spawn();
    await this.#untilReady();
  }

  #spawn(): void {
    const child = launch(this.spec);
    this.#child = child;
    this.onSpawn(child.pid);
    child.once('close', (code, signal) => {
      if (this.#stopping || this.#child !== child) return;
      const pause = Math.min(FIRST_RESTART_MS * 2 ** this.#restarts, SLOWEST_RESTART_MS);
      this.#restarts += 1;
      this.say(`${this.spec.name} ended (${signal ?? `exit ${code}`}); starting it again in ${pause} ms`);
      setTimeout(() => {
        if (!this.#stopping) this.#spawn();
      }, pause);
    });
  }

  async #untilReady(): Promise<void> {
    if (this.spec.readyUrl === undefined) return;
    const deadline = Date.now() + READY_DEADLINE_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode === 2) {
        throw new Error(`${this.spec.name} refused its configuration; see ${this.spec.logFile}`);
      }
      const answer = await fetch(this.spec.readyUrl).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer !== undefined && answer.status < 500) return;
      await sleep(50);
    }
    throw new Error(
      `${this.spec.name} was not ready after ${READY_DEADLINE_MS / 1000} s; see ${this.spec.logFile}`,
    );
  }

  /** Asks it to stop, then insists. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
    await closed;
    clearTimeout(insist);
  }
}
