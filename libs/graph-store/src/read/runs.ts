import type { RunsResponse } from '@tributary/contracts';
import { z } from 'zod';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { found, refused, type Found } from './refusal';
import selectRuns from './statements/select-runs.sql';

export interface PageQuestion {
  readonly limit: number;
  readonly cursor: string | null;
}

interface RunRow {
  readonly run_id: string;
  readonly source_id: string;
  readonly collector: string;
  readonly window_from: string;
  readonly window_to: string;
  readonly started_at: string;
  readonly finished_at: string;
  readonly outcome: string;
  readonly seen: number;
  readonly published: number;
  readonly skipped: number;
  readonly problems: unknown;
}

const problems = z.array(z.object({ code: z.string(), detail: z.string() })).catch([]);

/** What the collectors did, newest first. */
export async function runs(
  database: Queryable,
  { limit, cursor }: PageQuestion,
): Promise<Found<RunsResponse>> {
  const after = cursor === null ? null : readCursor(cursor, ['string', 'string']);
  if (cursor !== null && after === null) return refused('invalid-cursor', cursor);
  const rows = await database.query<RunRow>(selectRuns, [after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isCut = rows.length > limit;
  return found({
    runs: page.map((row) => ({
      runId: row.run_id,
      sourceId: row.source_id,
      collector: row.collector,
      window: { from: row.window_from, to: row.window_to },
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      outcome: row.outcome,
      statements: { seen: row.seen, published: row.published, skipped: row.skipped },
      problems: problems.parse(row.problems),
    })),
    truncated: isCut,
    cursor: isCut && last !== undefined ? writeCursor([last.started_at, last.run_id]) : null,
  });
}
