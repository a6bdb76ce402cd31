import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A process that takes events over HTTP and puts them on a queue. */
export interface Receiver {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const root = process.env['TRIBUTARY_ROOT']!;

/** Builds the real gateway and starts it as it is deployed, on a port of its own. */
export async function startGateway(queueUrl: string): Promise<Receiver> {
  const folder = path.join(root, 'apps', 'openlineage-gateway');
  execFileSync(process.execPath, [path.join(root, 'tools', 'build-app.mjs')], { cwd: folder });
  return await startReceiver(path.join(folder, 'dist', 'main.js'), queueUrl);
}

/** Starts a script that writes the port it listens on into PORT_FILE. */
export async function startReceiver(script: string, queueUrl: string): Promise<Receiver> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tributary-bench-'));
  const portFile = path.join(folder, 'port');
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: {
      PATH: process.env['PATH'],
      EVENTS_QUEUE_URL: queueUrl,
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_SQS: new URL(queueUrl).origin,
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      HOST: '127.0.0.1',
      PORT: '0',
      PORT_FILE: portFile,
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!fs.existsSync(portFile) || fs.readFileSync(portFile, 'utf8') === '') {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode} before it listened`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const port = fs.readFileSync(portFile, 'utf8').trim();
  return {
    url: `http://127.0.0.1:${port}/api/v1/lineage`,
    pid: child.pid!,
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
