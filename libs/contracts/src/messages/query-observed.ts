import { z } from 'zod';
import { instant, sha256Hex, source } from '../names';

/** Rolled-back work never becomes lineage; `unknown` may still turn into either and is re-read by a later window. */
export const transactionState = z.enum(['unknown', 'committed', 'rolled-back']);
export type TransactionState = z.infer<typeof transactionState>;

export const statementStatus = z.enum(['success', 'failed', 'canceled', 'running']);
export type StatementStatus = z.infer<typeof statementStatus>;

/** What the collector knows to be odd about a statement's text. */
export const textFlag = z.enum(['incomplete', 'ambiguous-boundary', 'comment-swallow-suspected', 'redacted']);
export type TextFlag = z.infer<typeof textFlag>;

/** Permanent tables that the warehouse says a run touched, as its catalog names them in the source's namespace: `dev.public.orders`. */
export const tablesTouched = z.object({
  reads: z.array(z.string().min(1)),
  writes: z.array(z.string().min(1)),
});
export type TablesTouched = z.infer<typeof tablesTouched>;

/** One run of one statement: who, when, where, and how it ended. */
export const execution = z.object({
  /** The warehouse's own query id; `view:<dataset name>:<sqlHash>` for a definition read from a catalog. */
  executionId: z.string().min(1),
  origin: z.enum(['history', 'view-definition', 'replay', 'import']),
  /** Session in which temp tables live, unique within the source (pids are recycled: it includes the session's start). */
  sessionId: z.string().nullable(),
  transactionId: z.string().nullable(),
  /** Position among the statements of a session that start at the same instant. */
  order: z.number().int().nonnegative(),
  startedAt: instant,
  endedAt: instant,
  user: z.string().nullable(),
  /** dbt's or the client's label (query group, Athena workgroup, OpenLineage job). */
  label: z.string().nullable(),
  status: statementStatus,
  transaction: transactionState,
  textFlags: z.array(textFlag),
  /** Absent: the warehouse said nothing (a cached result, a failure, a definition, a repeated reading). */
  tablesTouched: tablesTouched.optional(),
});
export type Execution = z.infer<typeof execution>;

/** A statement with the context that its meaning depends on. */
export const observedStatement = execution.extend({
  dialect: z.string().min(1),
  database: z.string().nullable(),
  /** Schemas searched for unqualified names, in order; empty when unknown. */
  searchPath: z.array(z.string()),
  /** Names that are temp tables of this session, learnt by a re-resolution; collectors send none. */
  tempTables: z.array(z.string()),
  /** Redacted: no credential survives in it. */
  sql: z.string(),
  sqlHash: sha256Hex,
});
export type ObservedStatement = z.infer<typeof observedStatement>;

/** A batch of statements of one source. View definitions from catalogs travel the same way. Queue: queries. */
export const queryObservedV1 = z.object({
  type: z.literal('query-observed'),
  version: z.literal(1),
  source,
  /** The collector run, or `reparse:<generation>` when the writer asks again because a schema was learnt. */
  runId: z.string().min(1),
  statements: z.array(observedStatement).min(1),
});
export const queryObserved = queryObservedV1;
export type QueryObserved = z.infer<typeof queryObserved>;
