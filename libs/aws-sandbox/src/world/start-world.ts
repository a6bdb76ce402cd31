import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ListenOptions } from '../http/listen';
import { startS3 } from '../s3/start-s3';
import { startSqs } from '../sqs/start-sqs';
import { awsClientOf, s3ObjectOf } from './aws-requests';

export const WORLD_REGION = 'eu-west-1';
const BUCKET = 'tributary';
const QUEUES = ['queries', 'lineage'] as const;
type QueueName = (typeof QUEUES)[number];

export interface World {
  /** A folder of its own for whatever a test's source needs; removed by `stop`. */
  readonly folder: string;
  readonly bucket: string;
  /** What a collector finds in its environment, the endpoints of its sources aside. */
  readonly env: Readonly<Record<string, string>>;
  /** Empties a queue: the messages' bodies, those behind claim checks fetched. */
  drain(queue: QueueName): Promise<unknown[]>;
  /** Stops what was started, the parts handed over first. */
  stop(...parts: readonly { stop(): Promise<void> }[]): Promise<void>;
}

/** What every collector writes to: the queues and the bucket, empty. */
export async function startWorld(listening: Pick<ListenOptions, 'onRequest'> = {}): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-world-'));
  const sqs = await startSqs(listening);
  const s3 = await startS3({ ...listening, dataDir: path.join(folder, 's3') });
  const call = awsClientOf(sqs.endpoint, 'AmazonSQS');
  await s3ObjectOf(s3.endpoint, BUCKET, 'PUT');
  for (const name of QUEUES) await call('CreateQueue', { QueueName: name });

  const env = {
    AWS_REGION: WORLD_REGION,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    QUERIES_QUEUE_URL: sqs.queueUrl('queries'),
    LINEAGE_QUEUE_URL: sqs.queueUrl('lineage'),
    STATE_BUCKET: BUCKET,
    CLAIM_BUCKET: BUCKET,
    INITIAL_LOOKBACK_DAYS: '45',
  };

  const bodyOf = async (text: string): Promise<unknown> => {
    const body = JSON.parse(text) as { readonly type?: string; readonly key?: string };
    if (body.type !== 'claim-check') return body;
    const stored = await s3ObjectOf(s3.endpoint, `${BUCKET}/claims/${body.key}`, 'GET');
    return JSON.parse(gunzipSync(stored).toString('utf8')) as unknown;
  };

  return {
    folder,
    bucket: BUCKET,
    env,
    drain: async (name) => {
      const QueueUrl = sqs.queueUrl(name);
      const found: unknown[] = [];
      for (;;) {
        const { Messages = [] } = await call<{ Messages?: Received[] }>('ReceiveMessage', {
          QueueUrl,
          MaxNumberOfMessages: 10,
        });
        if (Messages.length === 0) return found;
        for (const { Body } of Messages) found.push(await bodyOf(Body));
        const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
        await call('DeleteMessageBatch', { QueueUrl, Entries });
      }
    },
    stop: async (...parts) => {
      for (const part of [...parts, sqs, s3]) await part.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Received {
  readonly Body: string;
  readonly ReceiptHandle: string;
}
