import type { QueueName } from '@tributary/contracts';
import type { BlobStore } from './claims/blob-store';
import { noBlobStore } from './claims/no-blob-store';
import { s3BlobStore, s3Client } from './claims/s3-blob-store';
import type { MessagingConfig } from './config';
import type { Queue } from './queue/queue';
import { sqsClient } from './queue/sqs-client';
import { sqsQueue } from './queue/sqs-queue';

export interface Messaging {
  readonly blobs: BlobStore;
  /** The queue at an address; `deadLetterUrl` unset: found by its RedrivePolicy. */
  queue(name: QueueName, url: string, deadLetterUrl?: string): Queue;
}

/** SQS and S3 by configuration: what a `main.ts` builds its publishers and consumers from. */
export function openMessaging(config: MessagingConfig): Messaging {
  const { AWS_REGION: region, CLAIM_BUCKET: bucket } = config;
  const client = sqsClient({ region });
  return {
    blobs:
      bucket === undefined
        ? noBlobStore
        : s3BlobStore({ client: s3Client({ region }), bucket, prefix: 'claims/' }),
    queue: (name, url, deadLetterUrl) => sqsQueue({ client, url, name, deadLetterUrl }),
  };
}
