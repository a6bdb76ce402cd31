import { z } from 'zod';
import { instant, source } from '../names';

/** Why a statement of the window was not published. The closed set is the ledger's vocabulary. */
export const skipCode = z.enum([
  'own-statement', // our collectors' own queries, told by label
  'system-noise', // maintenance of the warehouse itself
  'still-running', // comes again in a later window
  'text-missing', // the history row has no text
  'text-incomplete', // segments are missing
  'too-large',
  'unreadable', // a surprise while reading one statement; the detail says which
]);
export type SkipCode = z.infer<typeof skipCode>;

/** The ledger of one collector run: `seen = published + skipped`. Queue: lineage. */
export const collectionRunFinishedV1 = z.object({
  type: z.literal('collection-run-finished'),
  version: z.literal(1),
  source,
  runId: z.string().min(1),
  collector: z.string().min(1),
  window: z.object({ from: instant, to: instant }),
  startedAt: instant,
  finishedAt: instant,
  outcome: z.enum(['ok', 'partial', 'failed']),
  statements: z.object({
    seen: z.number().int().nonnegative(),
    published: z.number().int().nonnegative(),
    skipped: z.number().int().nonnegative(),
    skippedByCode: z.partialRecord(skipCode, z.number().int().nonnegative()),
  }),
  /** The first skipped statements, at most 1,000; the counts above are complete. */
  skippedStatements: z
    .array(z.object({ executionId: z.string(), code: skipCode, detail: z.string() }))
    .max(1000),
  catalog: z.object({ tables: z.number().int().nonnegative(), views: z.number().int().nonnegative() }),
  problems: z.array(z.object({ code: z.string(), detail: z.string() })),
});
export const collectionRunFinished = collectionRunFinishedV1;
export type CollectionRunFinished = z.infer<typeof collectionRunFinished>;
