import type { SimulateRequest, SimulateResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { datasetSummaries } from './dataset-summaries';
import { findRoot } from './find-root';
import { impact } from './impact';
import { found, type Found } from './refusal';
import selectReaders from './statements/select-readers.sql';
import selectStars from './statements/select-stars.sql';

interface ReaderRow {
  readonly sql_hash: string | null;
  readonly producer: string;
  readonly statement_kind: string | null;
  readonly job: string | null;
  readonly sql: string | null;
  readonly writes: string[];
  readonly by_star: boolean;
  readonly last_seen_at: Date;
  readonly executions: number;
}

/** What a change of a column would break: the statements that name it, and everything that depends on them. Writes nothing. */
export async function simulate(
  database: Queryable,
  request: SimulateRequest,
): Promise<Found<SimulateResponse>> {
  const { kind, dataset, column } = request.change;
  const root = await findRoot(database, { dataset, column });
  if (!root.ok) return root;
  const reached = await impact(database, {
    dataset,
    column,
    depth: request.depth,
    limit: request.limit,
    cursor: null,
  });
  if (!reached.ok) return reached;

  const stars = await database.query<{ column_id: string }>(selectStars, [[root.value.datasetId]]);
  const columns = [...root.value.roots.map((at) => at.column), ...stars.map((star) => star.column_id)];
  const rows = await database.query<ReaderRow>(selectReaders, [columns, request.limit + 1]);
  const page = rows.slice(0, request.limit);
  const written = await datasetSummaries(
    database,
    page.flatMap((row) => row.writes),
  );
  return found({
    change: request.change,
    root: { dataset: root.value.dataset, column: root.value.column },
    statements: page.map((row) => ({
      // A star takes whatever columns there are, and a new type may still fit.
      verdict: kind === 'retype-column' || row.by_star ? 'may-fail' : 'fails',
      sqlHash: row.sql_hash,
      sql: row.sql,
      statementKind: row.statement_kind,
      producer: row.producer,
      job: row.job,
      writes: row.writes.flatMap((id) => written.get(id) ?? []),
      lastSeenAt: row.last_seen_at.toISOString(),
      executions: row.executions,
    })),
    totals: reached.value.totals,
    affected: reached.value.affected,
    truncated: rows.length > page.length || reached.value.truncated,
    cursor: null,
  });
}
