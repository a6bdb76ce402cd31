import { z } from 'zod';

/**
 * An OpenLineage dataset name: where it lives and what it is called there.
 * `{ namespace: 'redshift://shop.eu-west-1:5439', name: 'dev.mart.daily_revenue' }`
 * `{ namespace: 'arn:aws:glue:eu-west-1:123456789012', name: 'table/lake/orders' }`
 * `{ namespace: 's3://shop-lake', name: 'raw/orders' }`
 * Names up to 6 KB are legal.
 */
export const datasetName = z.object({
  namespace: z.string().min(1).max(6144),
  name: z.string().min(1).max(6144),
});
export type DatasetName = z.infer<typeof datasetName>;

/** A dataset as one statement names it; `temp` tables live only in the session of the execution. */
export const datasetRef = datasetName.extend({ temp: z.boolean().default(false) });
export type DatasetRef = z.infer<typeof datasetRef>;

/**
 * The warehouse that something was observed in.
 * `id` is stable and chosen by configuration (`redshift:shop.eu-west-1`); `namespace` names its datasets in OpenLineage's words.
 */
export const source = z.object({
  kind: z.enum(['redshift', 'athena', 'file']),
  id: z.string().min(1),
  namespace: z.string().min(1),
});
export type Source = z.infer<typeof source>;

/** OpenLineage's words for how a value flows (DIRECT) or influences (INDIRECT). UNSPECIFIED: the producer did not say. */
export const directKinds = ['IDENTITY', 'TRANSFORMATION', 'AGGREGATION', 'UNSPECIFIED'] as const;
export const indirectKinds = ['JOIN', 'FILTER', 'GROUP_BY', 'SORT', 'WINDOW', 'CONDITIONAL'] as const;
export const edgeKind = z.enum([...directKinds, ...indirectKinds]);
export type EdgeKind = z.infer<typeof edgeKind>;

/** True when a value of the input flows into the output, false when it only decides about it. */
export const isDirect = (kind: EdgeKind): boolean => (directKinds as readonly string[]).includes(kind);

/** Which reader produced a result: our parser, node-sql-parser behind its door, or the table-level token scan. */
export const rung = z.enum(['native', 'node-sql-parser', 'tables-only']);
export type Rung = z.infer<typeof rung>;

/** Where an edge of an OpenLineage event comes from, best first; `sql`: our own parse of the event's sql facet. */
export const edgeCarrier = z.enum(['lineage-facet', 'column-lineage-facet', 'sql', 'implicit']);
export type EdgeCarrier = z.infer<typeof edgeCarrier>;

/** Instants in messages are UTC ISO-8601 with up to nanosecond digits, always ending in Z. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/, 'an ISO-8601 UTC instant ending in Z');
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 as 64 lower-case hex digits');
