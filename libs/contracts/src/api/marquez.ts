import { z } from 'zod';

/*
 * Shapes of Marquez' read API (its web UI and clients, 0.50), as lineage-api answers under /api/v1. What we do not know is null or empty
 * where Marquez allows it. Fields of our own stand beside Marquez' and are told by their comments.
 */

const instant = z.string();
const nameIn = z.object({ namespace: z.string(), name: z.string() });
const versionOf = nameIn.extend({ version: z.string() });
const facets = z.record(z.string(), z.unknown());
const tags = z.array(z.string());

export const marquezNamespace = z.object({
  name: z.string(),
  createdAt: instant,
  updatedAt: instant,
  ownerName: z.string(),
  description: z.string().nullable(),
  isHidden: z.boolean(),
});
export type MarquezNamespace = z.infer<typeof marquezNamespace>;
export const marquezNamespaces = z.object({ namespaces: z.array(marquezNamespace) });

export const marquezSource = z.object({
  type: z.string(),
  name: z.string(),
  createdAt: instant,
  updatedAt: instant,
  connectionUrl: z.string(),
  description: z.string().nullable(),
});
export type MarquezSource = z.infer<typeof marquezSource>;
export const marquezSources = z.object({ sources: z.array(marquezSource) });

export const marquezTags = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
});

const field = z.object({
  name: z.string(),
  type: z.string().nullable(),
  tags,
  description: z.string().nullable(),
});

const inputField = nameIn.omit({ name: true }).extend({
  dataset: z.string(),
  datasetVersion: z.string().nullable(),
  field: z.string(),
  transformationDescription: z.string().nullable(),
  transformationType: z.string().nullable(),
  /** Ours: OpenLineage's words for how the value flows, and whether it is hidden on the way. */
  kinds: z.array(z.string()),
  masking: z.boolean(),
});
export type MarquezInputField = z.infer<typeof inputField>;

export const marquezDataset = z.object({
  id: nameIn,
  type: z.enum(['DB_TABLE', 'STREAM']),
  name: z.string(),
  physicalName: z.string(),
  createdAt: instant,
  updatedAt: instant,
  namespace: z.string(),
  sourceName: z.string(),
  fields: z.array(field),
  tags,
  lastModifiedAt: instant.nullable(),
  lastLifecycleState: z.string().nullable(),
  description: z.string().nullable(),
  currentVersion: z.string().nullable(),
  /** With one dataset only; null in lists. */
  columnLineage: z.array(z.object({ name: z.string(), inputFields: z.array(inputField) })).nullable(),
  facets,
  deleted: z.boolean(),
});
export type MarquezDataset = z.infer<typeof marquezDataset>;
export const marquezDatasets = z.object({
  datasets: z.array(marquezDataset),
  totalCount: z.number().int(),
});

export const marquezRun = z.object({
  id: z.string(),
  createdAt: instant,
  updatedAt: instant,
  nominalStartTime: instant.nullable(),
  nominalEndTime: instant.nullable(),
  state: z.enum(['NEW', 'RUNNING', 'COMPLETED', 'FAILED', 'ABORTED']),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationMs: z.number().int().nullable(),
  args: z.record(z.string(), z.string()),
  jobVersion: versionOf,
  inputDatasetVersions: z.array(z.unknown()),
  outputDatasetVersions: z.array(z.unknown()),
  facets,
});
export type MarquezRun = z.infer<typeof marquezRun>;
export const marquezRuns = z.object({ runs: z.array(marquezRun), totalCount: z.number().int() });

export const marquezDatasetVersion = marquezDataset
  .omit({
    currentVersion: true,
    columnLineage: true,
    lastLifecycleState: true,
    deleted: true,
    updatedAt: true,
  })
  .extend({
    id: versionOf,
    version: z.string(),
    lifecycleState: z.string().nullable(),
    createdByRun: marquezRun.nullable(),
  });
export type MarquezDatasetVersion = z.infer<typeof marquezDatasetVersion>;
export const marquezDatasetVersions = z.object({
  versions: z.array(marquezDatasetVersion),
  totalCount: z.number().int(),
});

export const marquezJob = z.object({
  id: nameIn,
  type: z.enum(['BATCH', 'STREAM', 'SERVICE']),
  name: z.string(),
  simpleName: z.string(),
  parentJobName: z.string().nullable(),
  parentJobUuid: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  namespace: z.string(),
  inputs: z.array(nameIn),
  outputs: z.array(nameIn),
  location: z.string().nullable(),
  description: z.string().nullable(),
  latestRun: marquezRun.nullable(),
  /** Up to ten, newest first; null: none is known. */
  latestRuns: z.array(marquezRun).nullable(),
  currentVersion: z.string().nullable(),
  tags,
  facets,
});
export type MarquezJob = z.infer<typeof marquezJob>;
export const marquezJobs = z.object({ jobs: z.array(marquezJob), totalCount: z.number().int() });

export const marquezFacets = z.object({ runId: z.string(), facets });

const edge = z.object({ origin: z.string(), destination: z.string() });

/** Nodes by id. A job's `inEdges` come from datasets that it reads, its `outEdges` go to those that it writes. */
export const marquezLineage = z.object({
  graph: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['DATASET', 'JOB']),
      data: z.union([marquezDataset, marquezJob]),
      inEdges: z.array(edge),
      outEdges: z.array(edge),
    }),
  ),
  /** Ours: true when there is more than is shown. */
  truncated: z.boolean(),
});
export type MarquezLineage = z.infer<typeof marquezLineage>;

/** Column edges are written backwards here, as Marquez does: an edge's origin is always the node itself. */
export const marquezColumnLineage = z.object({
  graph: z.array(
    z.object({
      id: z.string(),
      type: z.literal('DATASET_FIELD'),
      data: z.object({
        namespace: z.string(),
        dataset: z.string(),
        datasetVersion: z.string().nullable(),
        field: z.string(),
        fieldType: z.string().nullable(),
        transformationDescription: z.string().nullable(),
        transformationType: z.string().nullable(),
        inputFields: z.array(inputField),
      }),
      inEdges: z.array(edge),
      outEdges: z.array(edge),
    }),
  ),
  /** Ours: true when there is more than is shown. */
  truncated: z.boolean(),
});
export type MarquezColumnLineage = z.infer<typeof marquezColumnLineage>;

export const marquezSearch = z.object({
  totalCount: z.number().int(),
  results: z.array(
    z.object({
      type: z.enum(['DATASET', 'JOB']),
      name: z.string(),
      namespace: z.string(),
      updatedAt: instant,
      nodeId: z.string(),
    }),
  ),
});
export type MarquezSearch = z.infer<typeof marquezSearch>;

/** Events as they were sent. */
export const marquezEvents = z.object({ events: z.array(z.unknown()), totalCount: z.number().int() });

const interval = { startInterval: instant, endInterval: instant };
export const marquezLineageMetrics = z.array(
  z.object({
    ...interval,
    fail: z.number().int(),
    start: z.number().int(),
    complete: z.number().int(),
    abort: z.number().int(),
  }),
);
export const marquezIntervalMetrics = z.array(z.object({ ...interval, count: z.number().int() }));

/** Why there is no answer, in Marquez' words. */
export const marquezError = z.object({ code: z.number().int(), message: z.string() });
export type MarquezError = z.infer<typeof marquezError>;
