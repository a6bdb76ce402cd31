// What `npm start` and `npm test` do first on a fresh clone: check Node, install exactly what the lock says, build what is stale.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const MINIMUM_NODE = [20, 19];

/**
 * Runs a command in the workspace root, showing its output; resolves with its exit code and what it printed. With `limitMs` the command and
 * everything it started in its process group is killed when the time is over, and the code is 124, as timeout(1) has it.
 */
export function run(command, args, { env = {}, quiet = false, limitMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      detached: limitMs !== undefined && process.platform !== 'win32',
    });
    let output = '';
    const take = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    const ended = limitMs === undefined ? undefined : endAfter(child, limitMs, resolve, () => output);
    child.on('close', (code) => {
      ended?.();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Kills the child's process group after a time, or with us; gives what calls that off. Does not wait for pipes that a survivor holds open. */
function endAfter(child, limitMs, resolve, outputSoFar) {
  const kill = () => {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  };
  const interrupted = () => {
    kill();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const timer = setTimeout(() => {
    console.error(`✗ not finished after ${limitMs / 60_000} minutes: killed`);
    kill();
    resolve({ code: 124, output: outputSoFar() });
  }, limitMs);
  return () => {
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  };
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  console.error(`Tributary needs Node ${MINIMUM_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

const lockStamp = () =>
  createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

async function step(title, work) {
  const started = Date.now();
  process.stderr.write(`▸ ${title} …\n`);
  const code = await work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (code !== 0) {
    process.stderr.write(`✗ ${title} failed after ${seconds} s\n`);
    process.exit(1);
  }
  process.stderr.write(`✓ ${title} (${seconds} s)\n`);
}

/** Installs dependencies when the lock changed since the last time. Prints each step with its time. */
export async function setup() {
  checkNode();
  const stampFile = path.join(root, 'node_modules', '.tributary-setup');
  const stamp = lockStamp();
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  await step('Installing dependencies (npm ci)', async () => {
    const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code === 0) fs.writeFileSync(stampFile, stamp);
    return code;
  });
}

/** Builds every app whose sources changed; Nx's cache makes the second time a matter of a second. */
export async function build() {
  await step('Building', async () => {
    const { code, output } = await run('npx', ['nx', 'run-many', '-t', 'build', '--outputStyle=static'], {
      quiet: true,
    });
    if (code !== 0) process.stderr.write(output);
    return code;
  });
}
