import { z } from 'zod';
import { datasetName, edgeKind, rung } from '../names';
import { diagnostic, span } from '../messages/lineage-extracted';

/** A dataset as lists and graph nodes show it. `id` is `namespace/name`, the address people and programs use. */
export const datasetSummary = datasetName.extend({
  id: z.string(),
  /** Short human name: `mart.daily_revenue`, `s3://bucket/prefix`. */
  displayName: z.string(),
  kind: z.enum(['table', 'view', 'external', 'path', 'temp', 'unknown']),
});
export type DatasetSummary = z.infer<typeof datasetSummary>;

export const columnAddress = z.object({ datasetId: z.string(), column: z.string() });
export type ColumnAddress = z.infer<typeof columnAddress>;

/** Every list says whether it was cut and how to go on. */
const page = { truncated: z.boolean(), cursor: z.string().nullable() };

export const searchResponse = z.object({
  results: z.array(
    z.object({ kind: z.enum(['dataset', 'column']), dataset: datasetSummary, column: z.string().nullable() }),
  ),
  ...page,
});
export type SearchResponse = z.infer<typeof searchResponse>;

export const datasetListResponse = z.object({
  datasets: z.array(
    datasetSummary.extend({
      columnCount: z.number().int(),
      upstream: z.number().int(),
      downstream: z.number().int(),
    }),
  ),
  ...page,
});
export type DatasetListResponse = z.infer<typeof datasetListResponse>;

export const datasetResponse = datasetSummary.extend({
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string().nullable(),
      ordinal: z.number().int().nullable(),
      upstream: z.number().int(),
      downstream: z.number().int(),
    }),
  ),
  /** Other names under which this dataset is known. */
  aliases: z.array(datasetName.extend({ reason: z.string() })),
  owners: z.array(z.string()),
  description: z.string().nullable(),
  upstreamDatasets: z.array(datasetSummary),
  downstreamDatasets: z.array(datasetSummary),
  /** Statements that wrote it, newest first. */
  writers: z.array(
    z.object({
      sqlHash: z.string().nullable(),
      statementKind: z.string(),
      lastRunAt: z.string().nullable(),
      executions: z.number().int(),
    }),
  ),
});
export type DatasetResponse = z.infer<typeof datasetResponse>;

/** Which dataset a name means, and why its other names are the same table. */
export const resolveResponse = z.object({
  asked: z.string(),
  /** How the name was read: `exact` and `alias` to the letter, the others in any case. */
  reading: z.enum(['exact', 'alias', 'full-name', 'short-name', 'last-part']),
  dataset: datasetSummary,
  aliases: z.array(datasetName.extend({ reason: z.string() })),
});
export type ResolveResponse = z.infer<typeof resolveResponse>;

/** One column edge. `id` is stable: a hash of its two ends and whether it is direct. */
export const columnEdge = z.object({
  id: z.string(),
  from: columnAddress,
  /** `column: '*'` stands for the whole dataset: influences on all columns, stars over unknown tables. */
  to: columnAddress,
  kinds: z.array(edgeKind),
  direct: z.boolean(),
  masking: z.boolean(),
  /** Distance from the question's root, 1 = nearest. */
  hop: z.number().int().positive(),
});
export type ColumnEdge = z.infer<typeof columnEdge>;

export const lineageResponse = z.object({
  root: z.object({ dataset: datasetSummary, column: z.string().nullable() }),
  direction: z.enum(['up', 'down', 'both']),
  depth: z.number().int().positive(),
  datasets: z.array(
    datasetSummary.extend({ columns: z.array(z.object({ name: z.string(), type: z.string().nullable() })) }),
  ),
  edges: z.array(columnEdge),
  ...page,
});
export type LineageResponse = z.infer<typeof lineageResponse>;

const endOfPath = z.object({ dataset: datasetSummary, column: z.string().nullable() });

/** How values get from one place to another; short paths first. */
export const pathsResponse = z.object({
  from: endOfPath,
  to: endOfPath,
  paths: z.array(
    z.object({
      /** In order; `hop` counts from `from`. A step ends where the next begins, or at the `*` that holds it. */
      steps: z.array(
        columnEdge.extend({ expression: z.string().nullable(), sqlHash: z.string().nullable() }),
      ),
      /** A value flows all the way; otherwise some step only decides. */
      direct: z.boolean(),
      /** Some step hides the value: hashes it, or shows a part only. */
      masking: z.boolean(),
      /** What the whole path makes of the value, as text put into text; null when a step's own text does not allow it. */
      expression: z.string().nullable(),
    }),
  ),
  ...page,
});
export type PathsResponse = z.infer<typeof pathsResponse>;

export const impactResponse = z.object({
  root: z.object({ dataset: datasetSummary, column: z.string().nullable() }),
  totals: z.object({ datasets: z.number().int(), columns: z.number().int(), maxHop: z.number().int() }),
  /** Nearest first; `direct` = a value of the root flows into it, otherwise it only influences. */
  affected: z.array(
    z.object({
      dataset: datasetSummary,
      hop: z.number().int(),
      columns: z.array(
        z.object({
          column: z.string(),
          hop: z.number().int(),
          direct: z.boolean(),
          kinds: z.array(edgeKind),
        }),
      ),
      owners: z.array(z.string()),
      /** Executions that read the dataset in the last 30 days of its history. */
      recentReads: z.number().int(),
    }),
  ),
  ...page,
});
export type ImpactResponse = z.infer<typeof impactResponse>;

/** The same, for those who must tell people: by how far, by who answers for it, or by how much it is read. */
export const impactGroupsResponse = z.object({
  root: impactResponse.shape.root,
  totals: impactResponse.shape.totals,
  groupedBy: z.enum(['hop', 'owner', 'usage']),
  groups: z.array(
    z.object({
      /** A hop, an owner (empty: nobody), or how much it was read of late: `daily`, `weekly`, `rarely`, `never`. */
      key: z.string(),
      /** Of the whole group, wherever the page ends. */
      totals: z.object({
        datasets: z.number().int(),
        columns: z.number().int(),
        nearestHop: z.number().int(),
        recentReads: z.number().int(),
      }),
      /** Those of this page, nearest first. A dataset of several owners stands with each. */
      affected: impactResponse.shape.affected,
    }),
  ),
  ...page,
});
export type ImpactGroupsResponse = z.infer<typeof impactGroupsResponse>;

const ofColumn = { dataset: z.string().min(1), column: z.string().min(1) };

/** A change of one column. */
export const columnChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop-column'), ...ofColumn }),
  z.strictObject({ kind: z.literal('rename-column'), ...ofColumn, to: z.string().min(1) }),
  z.strictObject({ kind: z.literal('retype-column'), ...ofColumn, type: z.string().min(1) }),
]);
export type ColumnChange = z.infer<typeof columnChange>;

/** SQL that nobody has run yet: one statement, or a script. */
export const sqlChange = z.strictObject({
  kind: z.literal('new-sql'),
  sql: z.string().min(1),
  dialect: z.enum(['redshift', 'athena']),
  /** The warehouse's id, as coverage lists it; may be left out where only one speaks the dialect. */
  source: z.string().min(1).optional(),
  /** What unqualified names mean: a Redshift database, an Athena catalog. */
  database: z.string().min(1).optional(),
  /** The schemas searched for them, or the one. */
  schema: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
});
export type SqlChange = z.infer<typeof sqlChange>;

/** A change that nobody has made yet. */
export const simulateRequest = z.strictObject({
  change: z.discriminatedUnion('kind', [...columnChange.options, sqlChange]),
  depth: z.number().int().min(1).max(50).default(20),
  /** Most statements, and most datasets, of the answer. */
  limit: z.number().int().min(1).max(1_000).default(200),
});
export type SimulateRequest = z.infer<typeof simulateRequest>;

const brokenStatement = z.object({
  /** `may-fail`: it reads a star, or the new type may still fit. */
  verdict: z.enum(['fails', 'may-fail']),
  sqlHash: z.string().nullable(),
  sql: z.string().nullable(),
  statementKind: z.string().nullable(),
  producer: z.string(),
  job: z.string().nullable(),
  writes: z.array(datasetSummary),
  lastSeenAt: z.string(),
  executions: z.number().int(),
});

export const simulateResponse = z.object({
  change: columnChange,
  root: endOfPath,
  /** What reads the column itself, latest seen first. */
  statements: z.array(brokenStatement),
  /** What depends on the column, near or far, as in an impact answer. */
  totals: impactResponse.shape.totals,
  affected: impactResponse.shape.affected,
  /** There is more; ask again with a greater limit. */
  ...page,
});
export type SimulateResponse = z.infer<typeof simulateResponse>;

/** `known: false`: no dataset of that name is in the graph; it would be new, or the name is not what was meant. */
const namedDataset = datasetName.extend({ known: z.boolean() });
const namedColumn = datasetName.extend({ column: z.string() });

/** What new SQL would change: the graph before it and after it, side by side. */
export const simulateSqlResponse = z.object({
  change: sqlChange,
  /** How each statement was read. What it names and nobody knows stands in `diagnostics`. */
  statements: z.array(
    z.object({
      sql: z.string(),
      statementKind: z.string(),
      rung,
      confidence: z.string(),
      reads: z.array(namedDataset),
      writes: z.array(namedDataset.extend({ effect: z.string() })),
      diagnostics: z.array(diagnostic),
    }),
  ),
  edges: z.object({
    added: z.array(
      z.object({
        from: namedColumn,
        to: namedColumn,
        kinds: z.array(edgeKind),
        direct: z.boolean(),
        masking: z.boolean(),
      }),
    ),
    /** Edges that hold now and would end once the statements have run. */
    removed: z.array(
      z.object({
        id: z.string(),
        from: namedColumn,
        to: namedColumn,
        kinds: z.array(edgeKind),
        direct: z.boolean(),
        masking: z.boolean(),
      }),
    ),
    /** How many edges into what is written stay as they are. */
    kept: z.number().int(),
  }),
  columns: z.array(namedColumn.extend({ change: z.enum(['added', 'dropped']) })),
  /** What reads the columns that would be gone, latest seen first, with those columns. */
  breaks: z.array(brokenStatement.extend({ columns: z.array(namedColumn) })),
  /** What depends on columns that are gone or come from elsewhere, near or far. */
  totals: impactResponse.shape.totals,
  affected: impactResponse.shape.affected,
  /** There is more; ask again with a greater limit. */
  ...page,
});
export type SimulateSqlResponse = z.infer<typeof simulateSqlResponse>;

/** `agreed`: the warehouse touched what the text shows; `missed`: it read more; `undecided`: views, renames and the like leave it open. */
export const tablesOutcome = z.enum(['agreed', 'undecided', 'missed']);
export type TablesOutcome = z.infer<typeof tablesOutcome>;

export const evidenceResponse = z.object({
  edge: columnEdge.omit({ hop: true }),
  evidence: z.array(
    z.object({
      producer: z.string(),
      statementKind: z.string().nullable(),
      rung: rung.nullable(),
      confidence: z.string().nullable(),
      sqlHash: z.string().nullable(),
      sql: z.string().nullable(),
      /** Where in `sql` the edge is made. */
      span: span.nullable(),
      expression: z.string().nullable(),
      firstSeenAt: z.string().nullable(),
      lastSeenAt: z.string().nullable(),
      executions: z.number().int(),
      sampleExecutionIds: z.array(z.string()),
      job: z.string().nullable(),
      diagnostics: z.array(diagnostic),
      /** Temp tables the value passed through, in order. */
      via: z.array(z.string()),
      /** Whether the warehouse touched the tables that the statement shows; null: it said nothing; absent from answers of older servers. */
      tables: tablesOutcome.nullable().optional(),
    }),
  ),
  ...page,
});
export type EvidenceResponse = z.infer<typeof evidenceResponse>;

/** Edges that hold at one of two instants and not at the other. */
export const diffResponse = z.object({
  from: z.string(),
  to: z.string(),
  datasets: z.array(datasetSummary),
  changes: z.array(z.object({ change: z.enum(['added', 'removed']), edge: columnEdge.omit({ hop: true }) })),
  ...page,
});
export type DiffResponse = z.infer<typeof diffResponse>;

export const producersResponse = z.object({
  producers: z.array(
    z.object({
      /** `redshift`, `athena`, `file`, or the address an OpenLineage producer goes by. */
      producer: z.string(),
      edges: z.number().int(),
      events: z.number().int(),
      firstSeenAt: z.string(),
      lastSeenAt: z.string(),
    }),
  ),
});
export type ProducersResponse = z.infer<typeof producersResponse>;

export const coverageResponse = z.object({
  statements: z.object({
    seen: z.number().int(),
    published: z.number().int(),
    skipped: z.number().int(),
    skippedByCode: z.record(z.string(), z.number().int()),
    stored: z.number().int(),
    distinct: z.number().int(),
    byStatus: z.record(z.string(), z.number().int()),
    byRung: z.record(z.string(), z.number().int()),
    byKind: z.record(z.string(), z.number().int()),
    awaitingReparse: z.number().int(),
  }),
  events: z.object({ stored: z.number().int(), byProducer: z.record(z.string(), z.number().int()) }),
  graph: z.object({
    datasets: z.number().int(),
    columns: z.number().int(),
    directEdges: z.number().int(),
    indirectEdges: z.number().int(),
    starEdges: z.number().int(),
    /** Observations stored that the graph does not follow yet; absent from answers of older servers. */
    awaitingProjection: z.number().int().optional(),
  }),
  diagnostics: z.record(z.string(), z.number().int()),
  /** Texts whose tables were compared with what the warehouse touched, by outcome; absent from answers of older servers. */
  tables: z
    .object({
      compared: z.number().int(),
      agreed: z.number().int(),
      undecided: z.number().int(),
      missed: z.number().int(),
      /** Tables that the warehouse read and the text does not show, of the statements that ran last. */
      latestMissed: z.array(
        z.object({
          datasetId: z.string(),
          sourceId: z.string(),
          sqlHash: z.string(),
          statementKind: z.string(),
          /** The latest run of it. */
          executionId: z.string(),
        }),
      ),
    })
    .optional(),
  sources: z.array(
    z.object({
      id: z.string(),
      lastRunAt: z.string().nullable(),
      lastOutcome: z.string().nullable(),
      windowTo: z.string().nullable(),
    }),
  ),
});
export type CoverageResponse = z.infer<typeof coverageResponse>;

export const runsResponse = z.object({
  runs: z.array(
    z.object({
      runId: z.string(),
      sourceId: z.string(),
      collector: z.string(),
      window: z.object({ from: z.string(), to: z.string() }),
      startedAt: z.string(),
      finishedAt: z.string(),
      outcome: z.string(),
      statements: z.object({
        seen: z.number().int(),
        published: z.number().int(),
        skipped: z.number().int(),
      }),
      problems: z.array(z.object({ code: z.string(), detail: z.string() })),
    }),
  ),
  ...page,
});
export type RunsResponse = z.infer<typeof runsResponse>;

/** RFC 9457. `detail` says what was wrong and how to mend it; `candidates` lists what an ambiguous name could mean. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  candidates: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problem>;
