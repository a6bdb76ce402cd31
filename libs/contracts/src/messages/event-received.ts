import { z } from 'zod';
import { datasetName, instant, sha256Hex } from '../names';

export const jobName = z.object({ namespace: z.string().min(1), name: z.string().min(1) });
export type JobName = z.infer<typeof jobName>;

/** What the gateway checked and normalised of an OpenLineage event; the facets stay unread until the parser worker. */
export const eventEnvelope = z.object({
  class: z.enum(['run', 'job', 'dataset']),
  eventType: z.enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER']).nullable(),
  /** Normalised to UTC, precision kept. */
  eventTime: instant,
  eventTimeAsWritten: z.string(),
  run: z.object({ id: z.string(), idAsWritten: z.string() }).nullable(),
  job: jobName.nullable(),
  dataset: datasetName.nullable(),
  producer: z.string().nullable(),
  schemaURL: z.string().nullable(),
  /** SHA-256 of the redacted body text: the event's identity. */
  contentHash: sha256Hex,
  warnings: z.array(z.object({ code: z.string(), detail: z.string() })),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** One OpenLineage event: the envelope, and the text as it came with secret spans overwritten. Queue: events. */
export const eventReceivedV1 = z.object({
  type: z.literal('event-received'),
  version: z.literal(1),
  receivedAt: instant,
  envelope: eventEnvelope,
  body: z.string().min(2),
});
export const eventReceived = eventReceivedV1;
export type EventReceived = z.infer<typeof eventReceived>;
