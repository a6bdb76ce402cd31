import { z } from 'zod';
import { datasetName, instant, source } from '../names';

/** A column of a catalog table, in declared order; partition keys come last, as the engines show them. */
export const catalogColumn = z.object({
  name: z.string().min(1),
  type: z.string().nullable(),
  partitionKey: z.boolean().default(false),
});

export const catalogTable = z.object({
  dataset: datasetName,
  tableType: z.enum(['table', 'view', 'materialized-view', 'late-binding-view', 'external', 'resource-link']),
  columns: z.array(catalogColumn),
  /** `s3://…` of an external table. */
  location: z.string().nullable(),
  /** The dataset that a resource link stands for. */
  linkTo: datasetName.nullable(),
  owner: z.string().nullable(),
  description: z.string().nullable(),
});
export type CatalogTable = z.infer<typeof catalogTable>;

/** A Redshift schema whose tables are those of a Glue database: `spectrum.orders` is `lake.orders` in Glue. */
export const externalSchema = z.object({
  database: z.string(),
  schema: z.string(),
  /** Namespace of the catalog behind it (`arn:aws:glue:…`), null when it could not be told. */
  catalogNamespace: z.string().nullable(),
  catalogDatabase: z.string(),
});
export type ExternalSchema = z.infer<typeof externalSchema>;

/** A consumer database over a datashare: its tables are the producer's. */
export const datashare = z.object({
  consumerDatabase: z.string(),
  producerNamespace: z.string(),
  producerDatabase: z.string().nullable(),
});

/** Schemas as seen at one moment of the warehouse's clock. Queue: lineage. */
export const catalogObservedV1 = z.object({
  type: z.literal('catalog-observed'),
  version: z.literal(1),
  source,
  runId: z.string().min(1),
  observedAt: instant,
  tables: z.array(catalogTable),
  externalSchemas: z.array(externalSchema),
  datashares: z.array(datashare),
  /** Default search path per user (`ALTER USER … SET search_path`). */
  searchPaths: z.array(z.object({ user: z.string(), searchPath: z.array(z.string()) })),
});
export const catalogObserved = catalogObservedV1;
export type CatalogObserved = z.infer<typeof catalogObserved>;
