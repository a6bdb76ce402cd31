import type { DiffResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { edgeDetails } from './edge-details';
import { found, refused, type Found } from './refusal';
import { resolveDataset } from './resolve-dataset';
import selectDiff from './statements/select-diff.sql';

export interface DiffQuestion {
  /** ISO-8601 instants. */
  readonly from: string;
  readonly to: string;
  /** Edges at one dataset only; null: all. */
  readonly dataset: string | null;
  readonly limit: number;
  readonly cursor: string | null;
}

/** The edges that began or ended between two instants of the warehouse's time; what came and went in between is none of them. */
export async function diff(database: Queryable, question: DiffQuestion): Promise<Found<DiffResponse>> {
  const after = question.cursor === null ? null : readCursor(question.cursor, ['string']);
  if (question.cursor !== null && after === null) return refused('invalid-cursor', question.cursor);
  const dataset = question.dataset === null ? null : await resolveDataset(database, question.dataset);
  if (dataset !== null && !dataset.ok) return dataset;

  const rows = await database.query<{ edge_id: string; added: boolean }>(selectDiff, [
    question.from,
    question.to,
    dataset?.value.dataset_id ?? null,
    after?.[0] ?? null,
    question.limit + 1,
  ]);
  const page = rows.slice(0, question.limit);
  const last = page.at(-1);
  const isCut = rows.length > page.length;
  const details = await edgeDetails(
    database,
    page.map((row) => row.edge_id),
  );
  return found({
    from: question.from,
    to: question.to,
    datasets: [...details.datasets.values()],
    changes: page.map((row) => ({
      change: row.added ? ('added' as const) : ('removed' as const),
      edge: details.edges.get(row.edge_id)!,
    })),
    truncated: isCut,
    cursor: isCut && last !== undefined ? writeCursor([last.edge_id]) : null,
  });
}
