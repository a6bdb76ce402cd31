import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ConfiguredParts } from '../configured-parts';
import { freePort } from '../process/free-port';
import { ManagedProcess } from '../process/managed-process';
import type { PidFile } from '../process/pid-file';
import { type QueueUrls, createBucket, createQueues, sandboxSqs } from './queues';

export interface QueueParts {
  readonly urls: QueueUrls;
  readonly sqs: SQSClient;
  /** Null: real SQS and S3. */
  readonly sqsEndpoint: string | null;
  readonly s3Endpoint: string | null;
  stop(): Promise<void>;
}

export interface SandboxPlace {
  readonly dataDir: string;
  readonly logs: string;
  readonly bucket: string;
  /** The sandbox's script: `dist/sandbox.js`. */
  readonly script: string;
  readonly pids: PidFile;
}

/** The caller's queues, or the sandbox's SQS and S3 in a process of their own with queues and bucket made. */
export async function startQueueParts(
  configured: ConfiguredParts['queues'],
  place: SandboxPlace,
  say: (line: string) => void,
): Promise<QueueParts> {
  if (configured !== null) {
    const sqs = new SQSClient({});
    const { queries, events, lineage } = configured;
    return {
      urls: { queries, events, lineage },
      sqs,
      sqsEndpoint: null,
      s3Endpoint: null,
      stop: async () => sqs.destroy(),
    };
  }

  const [sqsPort, s3Port] = [
    await freePort(undefined, 'a queue port'),
    await freePort(undefined, 'an S3 port'),
  ];
  const folder = path.join(place.dataDir, 'sandbox');
  mkdirSync(folder, { recursive: true });
  const sandbox = new ManagedProcess(
    {
      name: 'sandbox',
      script: place.script,
      args: ['--data-dir', folder, '--sqs-port', String(sqsPort), '--s3-port', String(s3Port)],
      env: {},
      readyUrl: `http://127.0.0.1:${sqsPort}/ready`,
      logFile: path.join(place.logs, 'sandbox.log'),
    },
    say,
    (pid) => place.pids.set('sandbox', pid),
  );
  await sandbox.start();
  const sqsEndpoint = `http://127.0.0.1:${sqsPort}`;
  const s3Endpoint = `http://127.0.0.1:${s3Port}`;
  const sqs = sandboxSqs(sqsEndpoint);
  await createBucket(s3Endpoint, place.bucket);
  return {
    urls: await createQueues(sqs),
    sqs,
    sqsEndpoint,
    s3Endpoint,
    stop: async () => {
      sqs.destroy();
      await sandbox.stop();
    },
  };
}
