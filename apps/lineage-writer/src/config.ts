import { databaseConfig, refuseNoDatabase } from '@tributary/graph-store';
import { messagingConfig, queueConfig } from '@tributary/messaging';
import type { z } from 'zod';
import { envFlag, envInteger, envSecret, envUrl } from '@tributary/service-kit';

/** What is sent as OpenLineage must outlive the process until it has arrived. */
function refuseNoOutbox(
  settings: { readonly OPENLINEAGE_OUT?: string | undefined; readonly CLAIM_BUCKET?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (settings.OPENLINEAGE_OUT === undefined || settings.CLAIM_BUCKET !== undefined) return;
  context.addIssue({
    code: 'custom',
    path: ['CLAIM_BUCKET'],
    message: 'is not set, and OPENLINEAGE_OUT needs it: what is not sent yet is kept there',
  });
}

/** The writer's variables; `--help` prints them. */
export const lineageWriterConfig = messagingConfig
  .extend(
    queueConfig.pick({
      LINEAGE_QUEUE_URL: true,
      LINEAGE_DLQ_URL: true,
      QUERIES_QUEUE_URL: true,
      QUERIES_DLQ_URL: true,
    }).shape,
  )
  .extend(databaseConfig.shape)
  .extend({
    DATABASE_CONNECTIONS: envInteger({
      help: 'most connections open at once',
      example: '4',
      min: 2,
      max: 100,
    }).default(4),
    BATCH_MESSAGES: envInteger({
      help: 'most messages stored in one transaction',
      example: '100',
      min: 1,
      max: 1_000,
    }).default(100),
    BATCH_WAIT_MS: envInteger({ help: 'how long a batch waits to fill up', example: '200' }).default(200),
    WRITE_CONCURRENCY: envInteger({
      help: 'batches stored at the same time',
      example: '2',
      min: 1,
      max: 16,
    }).default(2),
    VISIBILITY_TIMEOUT_SECONDS: envInteger({
      help: 'how long a message stays hidden before its first heartbeat is due',
      example: '60',
      min: 10,
    }).default(60),
    PROJECTION_PAUSE_MS: envInteger({
      help: 'shortest pause between two projections',
      example: '250',
      min: 10,
    }).default(250),
    REPARSE_PER_MINUTE: envInteger({
      help: 'most statements that one writer sends back to be parsed again in a minute, because a schema was learnt',
      example: '3000',
      min: 1,
    }).default(3_000),
    RAW_EVENT_RETENTION_DAYS: envInteger({
      help: 'raw texts of OpenLineage events received longer ago go, the graph stays; 0 keeps all',
      example: '90',
      max: 36_500,
    }).default(0),
    RAW_EVENT_RETENTION_DRY_RUN: envFlag({
      help: 'true: only log how many raw events would go',
    }).default(false),
    OPENLINEAGE_OUT: envUrl({
      help: 'where statements and tables are sent as OpenLineage events: an HTTP endpoint, s3://bucket/prefix or file:///path; unset: nowhere',
      example: 'https://catalog.example.org/api/v1/lineage',
      protocols: ['https:', 'http:', 's3:', 'file:'],
    }).optional(),
    OPENLINEAGE_OUT_KEY: envSecret({ help: 'key for that HTTP endpoint, sent as a bearer' }).optional(),
  })
  .superRefine(refuseNoDatabase, { when: () => true })
  .superRefine(refuseNoOutbox, { when: () => true });
