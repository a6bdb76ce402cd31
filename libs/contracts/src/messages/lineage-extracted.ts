import { z } from 'zod';
import { datasetRef, edgeKind, rung, sha256Hex, source } from '../names';
import { execution } from './query-observed';

/** Half-open range in the redacted SQL, in UTF-16 code units. */
export const span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() });
export type Span = z.infer<typeof span>;

export const diagnostic = z.object({
  code: z.string().min(1),
  message: z.string(),
  subject: z.string().nullable(),
  candidates: z.array(z.string()),
  span: span.nullable(),
});
export type MessageDiagnostic = z.infer<typeof diagnostic>;

/** `dataset` fields below are indexes into `datasets` of the same analysis. */
const datasetIndex = z.number().int().nonnegative();

/** `column: '*'` is an explicit star over a table whose columns are not known. */
export const columnSource = z.object({
  dataset: datasetIndex,
  column: z.string().min(1),
  kinds: z.array(edgeKind).min(1),
  masking: z.boolean(),
});

/** Everything that flows into one output column, with the expression that computes it. */
export const outputColumn = z.object({
  dataset: datasetIndex,
  column: z.string().min(1),
  sources: z.array(columnSource),
  expression: z.object({ text: z.string(), span }).nullable(),
});

/** What decides about a group of output columns (WHERE, JOIN ON, GROUP BY …); `columns: null` = all of that output. */
export const influence = z.object({
  dataset: datasetIndex,
  columns: z.array(z.string()).nullable(),
  source: columnSource,
  span: span.nullable(),
});

/** How a statement changes each dataset it writes. */
export const outputEffect = z.enum([
  'append', // INSERT, UPDATE, MERGE, DELETE, COPY: accumulates into the generation
  'replace', // CTAS, INSERT OVERWRITE, UNLOAD: opens a new generation
  'define', // CREATE VIEW: the definition replaces its edges
  'create', // CREATE TABLE without rows: columns become known
  'truncate',
  'drop',
]);
export type OutputEffect = z.infer<typeof outputEffect>;

export const schemaChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename-table'), from: datasetIndex, to: datasetIndex }),
  /** ALTER TABLE APPEND: all rows of `from` move into `to`, by column name. */
  z.object({ kind: z.literal('append-table'), from: datasetIndex, to: datasetIndex }),
  z.object({ kind: z.literal('rename-column'), dataset: datasetIndex, from: z.string(), to: z.string() }),
  z.object({
    kind: z.literal('add-column'),
    dataset: datasetIndex,
    column: z.string(),
    type: z.string().nullable(),
  }),
  z.object({ kind: z.literal('drop-column'), dataset: datasetIndex, column: z.string() }),
  z.object({ kind: z.literal('set-location'), dataset: datasetIndex, location: z.string() }),
]);
export type SchemaChange = z.infer<typeof schemaChange>;

/**
 * One statement's meaning in one context. A pure function of (sqlHash, dialect, source, database, search path, temp tables, the columns of
 * the consulted datasets, engine version); `key` is the SHA-256 of exactly those. Session-free: temp datasets are bound to a session only by
 * the executions.
 */
export const analysis = z.object({
  key: sha256Hex,
  sqlHash: sha256Hex,
  shapeHash: sha256Hex,
  sql: z.string(),
  dialect: z.string(),
  database: z.string().nullable(),
  searchPath: z.array(z.string()),
  tempTables: z.array(z.string()),
  engineVersion: z.string(),
  statementKind: z.string(),
  rung,
  confidence: z.object({ level: z.enum(['high', 'medium', 'low']), reasons: z.array(z.string()) }),
  datasets: z.array(datasetRef),
  inputs: z.array(datasetIndex),
  outputs: z.array(z.object({ dataset: datasetIndex, effect: outputEffect })),
  columns: z.array(outputColumn),
  influences: z.array(influence),
  /** Columns that this statement gives a dataset it creates, in order; null when a star could not be expanded. */
  definedColumns: z.array(
    z.object({
      dataset: datasetIndex,
      columns: z.array(z.object({ name: z.string(), type: z.string().nullable() })).nullable(),
    }),
  ),
  schemaChanges: z.array(schemaChange),
  /** Schemas that were asked for, with the columns found; null = unknown at that time. What to re-parse when a schema is learnt. */
  consulted: z.array(z.object({ dataset: datasetIndex, columns: z.array(z.string()).nullable() })),
  diagnostics: z.array(diagnostic),
});
export type Analysis = z.infer<typeof analysis>;

/** One statement's result and the executions it holds for. Queue: lineage. */
export const lineageExtractedV1 = z.object({
  type: z.literal('lineage-extracted'),
  version: z.literal(1),
  source,
  analysis,
  executions: z.array(execution).min(1),
});
export const lineageExtracted = lineageExtractedV1;
export type LineageExtracted = z.infer<typeof lineageExtracted>;
