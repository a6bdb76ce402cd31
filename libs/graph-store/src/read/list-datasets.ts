import type { DatasetListResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { found, refused, type Found } from './refusal';
import type { PageQuestion } from './runs';
import selectPage from './statements/list-datasets.sql';

interface ListRow extends DatasetRow {
  /** The part of the display name that the index sorts by. */
  readonly sort_name: string;
  readonly column_count: number;
  readonly upstream: number;
  readonly downstream: number;
}

const isDigits = (part: unknown): boolean => /^\d{1,18}$/.test(String(part));

/** All datasets by display name, each with how many datasets feed it and are fed by it. */
export async function listDatasets(
  database: Queryable,
  { limit, cursor }: PageQuestion,
): Promise<Found<DatasetListResponse>> {
  const after = cursor === null ? null : readCursor(cursor, ['string', 'string']);
  if (cursor !== null && (after === null || !isDigits(after[1]))) return refused('invalid-cursor', cursor);
  const rows = await database.query<ListRow>(selectPage, [after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isCut = rows.length > limit;
  return found({
    datasets: page.map((row) => ({
      ...summaryOf(row),
      columnCount: row.column_count,
      upstream: row.upstream,
      downstream: row.downstream,
    })),
    truncated: isCut,
    cursor: isCut && last !== undefined ? writeCursor([last.sort_name, last.dataset_id]) : null,
  });
}
