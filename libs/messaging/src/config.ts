import { envText, envUrl } from '@tributary/service-kit';
import { z } from 'zod';

const queueUrl = (help: string, queue: string) =>
  envUrl({
    help,
    example: `https://sqs.eu-west-1.amazonaws.com/123456789012/${queue}`,
    protocols: ['https:', 'http:'],
  });
const deadLetterUrl = (queue: string) =>
  queueUrl(`dead letters of [${queue}]; unset: the target of its RedrivePolicy`, `${queue}-dlq`).optional();

/** What every user of a queue needs beside the queue's own address. */
export const messagingConfig = z.object({
  AWS_REGION: envText({ help: 'region of the queues and the bucket', example: 'eu-west-1' }),
  CLAIM_BUCKET: envText({
    help: 'S3 bucket for bodies too large for a queue; unset: such messages are refused',
    example: 'tributary-claims',
  }).optional(),
});
export type MessagingConfig = z.infer<typeof messagingConfig>;

/** Addresses of all queues; a service picks those it uses: `queueConfig.pick({ QUERIES_QUEUE_URL: true })`. */
export const queueConfig = z.object({
  QUERIES_QUEUE_URL: queueUrl('the queue of collected statements', 'queries'),
  QUERIES_DLQ_URL: deadLetterUrl('queries'),
  EVENTS_QUEUE_URL: queueUrl('the queue of OpenLineage events', 'events'),
  EVENTS_DLQ_URL: deadLetterUrl('events'),
  LINEAGE_QUEUE_URL: queueUrl('the queue of results for the writer', 'lineage'),
  LINEAGE_DLQ_URL: deadLetterUrl('lineage'),
});
