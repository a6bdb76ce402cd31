import type { ColumnChange, SimulateResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { brokenReaders } from './broken-readers';
import { findRoot } from './find-root';
import { impact } from './impact';
import { found, type Found } from './refusal';
import selectStars from './statements/select-stars.sql';

export interface ColumnQuestion {
  readonly change: ColumnChange;
  readonly depth: number;
  /** Most statements, and most datasets, of the answer. */
  readonly limit: number;
}

/** What a change of a column would break: the statements that name it, and everything that depends on them. Writes nothing. */
export async function simulate(
  database: Queryable,
  request: ColumnQuestion,
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
  const lost = root.value.roots.map((at) => ({
    id: String(at.column),
    starId: stars[0]?.column_id ?? null,
    dataset: root.value.dataset,
    column: root.value.column ?? column,
  }));
  const { breaks, isCut } = await brokenReaders(database, lost, request.limit);
  return found({
    change: request.change,
    root: { dataset: root.value.dataset, column: root.value.column },
    // A new type may still fit.
    statements: breaks.map(({ columns: _, verdict, ...statement }) => ({
      ...statement,
      verdict: kind === 'retype-column' ? 'may-fail' : verdict,
    })),
    totals: reached.value.totals,
    affected: reached.value.affected,
    truncated: isCut || reached.value.truncated,
    cursor: null,
  });
}
