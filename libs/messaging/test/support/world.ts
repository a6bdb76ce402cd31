import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { noSqsFaults, startS3, startSqs } from '@tributary/aws-sandbox';
import {
  type BlobStore,
  memoryBlobStore,
  memoryObjectFolder,
  memoryQueue,
  type ObjectFolder,
  type Queue,
  s3BlobStore,
  s3ObjectFolder,
  sqsQueue,
} from '../../src';
import { s3Client } from '../../src/claims/s3-blob-store';
import { sqsClient } from '../../src/queue/sqs-client';

/** Queues and blobs of one kind, for a suite that must hold over every kind. */
export interface World {
  readonly blobs: BlobStore;
  readonly folder: ObjectFolder;
  /** An empty queue with its dead-letter queue. */
  queue(options?: { maxReceiveCount?: number }): Promise<Queue>;
  /** The next entries sent are not accepted, as the server's fault. */
  refuse(entries: number): void;
  stop(): Promise<void>;
}

export async function memoryWorld(): Promise<World> {
  let refusals = 0;
  return {
    blobs: memoryBlobStore(),
    folder: memoryObjectFolder(),
    queue: async ({ maxReceiveCount = 5 } = {}) => {
      const queue = memoryQueue({ name: 'queries', maxReceiveCount });
      return {
        ...queue,
        send: async (messages) => {
          const accepted = messages.map(() => refusals-- <= 0);
          const failures = await queue.send(messages.filter((_, index) => accepted[index]));
          if (failures.length > 0) return failures;
          return accepted.flatMap((well, index) =>
            well ? [] : [{ index, code: 'InternalError', detail: 'busy', retryable: true }],
          );
        },
      };
    },
    refuse: (entries) => {
      refusals = entries;
    },
    stop: async () => undefined,
  };
}

export async function sandboxWorld(): Promise<World> {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const folder = mkdtempSync(path.join(tmpdir(), 'tributary-messaging-'));
  const faults = noSqsFaults();
  const sqs = await startSqs({ faults });
  const s3 = await startS3({ dataDir: folder });
  const client: SQSClient = sqsClient({ region: 'eu-west-1', endpoint: sqs.endpoint });
  const objects: S3Client = s3Client({ region: 'eu-west-1', endpoint: s3.endpoint });
  await objects.send(new CreateBucketCommand({ Bucket: 'claims' }));
  let queues = 0;

  return {
    blobs: s3BlobStore({ client: objects, bucket: 'claims', prefix: 'claims/' }),
    folder: s3ObjectFolder({ client: objects, bucket: 'claims', prefix: 'folder/' }),
    queue: async ({ maxReceiveCount = 5 } = {}) => {
      const name = `queries-${(queues += 1)}`;
      const dead = await client.send(new CreateQueueCommand({ QueueName: `${name}-dlq` }));
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes!['QueueArn'], maxReceiveCount });
      const made = await client.send(
        new CreateQueueCommand({ QueueName: name, Attributes: { RedrivePolicy } }),
      );
      return sqsQueue({ client, url: made.QueueUrl!, name: 'queries' });
    },
    refuse: (entries) => {
      faults.failEntries = entries;
    },
    stop: async () => {
      client.destroy();
      objects.destroy();
      await sqs.stop();
      await s3.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
