import { z } from 'zod';
import { datasetName, edgeCarrier, edgeKind, instant } from '../names';
import { eventEnvelope, jobName } from './event-received';
import { analysis } from './lineage-extracted';

/** What an event says about one dataset. */
export const eventDataset = z.object({
  dataset: datasetName,
  role: z.enum(['input', 'output', 'subject']),
  /** From the schema facet; nested fields as dotted paths; null when the event has no schema. */
  columns: z.array(z.object({ name: z.string(), type: z.string().nullable() })).nullable(),
  /** Other names of the same data (symlinks facet). */
  symlinks: z.array(z.object({ name: datasetName, type: z.string() })),
  lifecycle: z.enum(['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE']).nullable(),
  previousName: datasetName.nullable(),
  owners: z.array(z.string()),
  description: z.string().nullable(),
  /** Facet names seen, and those deleted (`_deleted: true`). */
  facets: z.array(z.string()),
  deletedFacets: z.array(z.string()),
});
export type EventDataset = z.infer<typeof eventDataset>;

/** `inputColumn: null` = table level; `outputColumn: null` = the whole output. */
export const eventEdge = z.object({
  carrier: edgeCarrier,
  input: datasetName,
  inputColumn: z.string().nullable(),
  output: datasetName,
  outputColumn: z.string().nullable(),
  kinds: z.array(edgeKind),
  masking: z.boolean(),
  description: z.string().nullable(),
});
export type EventEdge = z.infer<typeof eventEdge>;

/**
 * What one facet of an event states about one output, whole. An event of the same run may change which facet is believed, so that those count
 * too whose edges are not among the event's own.
 */
export const statedFacet = z.object({
  carrier: z.enum(['lineage-facet', 'column-lineage-facet']),
  output: datasetName,
  /** False for a lineage facet that names only tables: columnLineage may tell the columns between them. */
  tellsColumns: z.boolean(),
  /** Null: those that the event's `edges` have of this carrier and output, be it none. */
  edges: z.array(eventEdge).nullable(),
});
export type StatedFacet = z.infer<typeof statedFacet>;

/** One OpenLineage event's result. Queue: lineage. */
export const eventObservedV1 = z.object({
  type: z.literal('event-observed'),
  version: z.literal(1),
  receivedAt: instant,
  envelope: eventEnvelope,
  run: z
    .object({
      id: z.string(),
      parent: z.object({ runId: z.string(), job: jobName }).nullable(),
      root: z.object({ runId: z.string(), job: jobName }).nullable(),
      /** The warehouse's own id of the query behind the run: the join to a collected execution. */
      externalQuery: z.object({ id: z.string(), source: z.string() }).nullable(),
      nominalStart: z.string().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  job: jobName
    .extend({
      integration: z.string().nullable(),
      jobType: z.string().nullable(),
      processingType: z.string().nullable(),
      /** COMPLETE_SNAPSHOT: each event replaces the one before; messages of older workers lack it. */
      contentMode: z.string().nullable().optional(),
    })
    .nullable(),
  datasets: z.array(eventDataset),
  edges: z.array(eventEdge),
  /** What `edges` were chosen from; messages of older workers lack it. */
  stated: z
    .object({
      facets: z.array(statedFacet),
      /** True: the job's `lineage` facet is the whole of its lineage, and nothing is implied beside it. */
      complete: z.boolean(),
    })
    .optional(),
  /** Our own reading of the sql facet, where there was one. */
  sql: z.array(analysis),
  warnings: z.array(z.object({ code: z.string(), detail: z.string() })),
  /** The event's redacted text, for the raw store. */
  body: z.string(),
});
export const eventObserved = eventObservedV1;
export type EventObserved = z.infer<typeof eventObserved>;
