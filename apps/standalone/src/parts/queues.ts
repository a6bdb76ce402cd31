import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type QueueName, queueNames } from '@tributary/contracts';

export const SANDBOX_REGION = 'eu-west-1';
export const sandboxCredentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } as const;

/** Deliveries before a message goes to the dead-letter queue by itself. */
const MAX_RECEIVE_COUNT = 5;
const VISIBILITY_TIMEOUT_SECONDS = 60;

export type QueueUrls = Readonly<Record<QueueName, string>>;

export const sandboxSqs = (endpoint: string): SQSClient =>
  new SQSClient({ endpoint, region: SANDBOX_REGION, credentials: sandboxCredentials });

/** Makes the three queues with their dead-letter queues in the sandbox; those that are there stay as they are. */
export async function createQueues(sqs: SQSClient): Promise<QueueUrls> {
  const urls = await Promise.all(
    queueNames.map(async (name) => {
      const dead = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-dlq` }));
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      const created = await sqs.send(
        new CreateQueueCommand({
          QueueName: name,
          Attributes: {
            VisibilityTimeout: String(VISIBILITY_TIMEOUT_SECONDS),
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: Attributes?.['QueueArn'],
              maxReceiveCount: MAX_RECEIVE_COUNT,
            }),
          },
        }),
      );
      return [name, created.QueueUrl ?? ''] as const;
    }),
  );
  return Object.fromEntries(urls) as QueueUrls;
}

/** Makes the bucket for claim checks and watermarks in the sandbox. */
export async function createBucket(endpoint: string, bucket: string): Promise<void> {
  const s3 = new S3Client({
    endpoint,
    region: SANDBOX_REGION,
    credentials: sandboxCredentials,
    forcePathStyle: true,
  });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  s3.destroy();
}
