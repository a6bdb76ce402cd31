import type { DatasetSummary } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { summaryOf } from './dataset-summaries';
import { found, refused, type Found } from './refusal';
import { resolveDataset } from './resolve-dataset';
import selectColumns from './statements/select-columns.sql';
import type { RootColumn } from './traverse';

/** What a question starts from. */
export interface Root {
  readonly datasetId: string;
  readonly dataset: DatasetSummary;
  /** As the source spells it; null: the whole dataset. */
  readonly column: string | null;
  readonly roots: readonly RootColumn[];
}

export interface ColumnRow {
  readonly dataset_id: string;
  readonly column_id: string;
  readonly name: string;
  readonly type: string | null;
  readonly ordinal: number | null;
}

const MAX_CANDIDATES = 20;

/** The columns that `dataset` (an address) and `column` (in any case; null or `*`: all of them) mean. */
export async function findRoot(
  database: Queryable,
  asked: { readonly dataset: string; readonly column: string | null },
): Promise<Found<Root>> {
  const resolved = await resolveDataset(database, asked.dataset);
  if (!resolved.ok) return resolved;
  const { dataset_id: datasetId } = resolved.value;
  const dataset = summaryOf(resolved.value);
  const columns = await database.query<ColumnRow>(selectColumns, [[datasetId]]);
  const star = columns.find(({ name }) => name === '*')?.column_id ?? null;
  const rootAt = (column: string | null, rows: readonly ColumnRow[]): Found<Root> =>
    found({
      datasetId,
      dataset,
      column,
      roots: rows.map((row) => ({ column: row.column_id, dataset: datasetId, star })),
    });
  if (asked.column === null || asked.column === '*') return rootAt(null, columns);

  const column = columnNamed(columns, asked.column);
  if (column !== undefined) return rootAt(column.name, [column]);
  const names = columns.map(({ name }) => name).filter((name) => name !== '*');
  return refused('unknown-column', `${dataset.displayName}.${asked.column}`, nearest(names, asked.column));
}

function columnNamed(columns: readonly ColumnRow[], name: string): ColumnRow | undefined {
  const lower = name.toLowerCase();
  return (
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === lower)
  );
}

/** Names that share a piece with the one asked for come first. */
function nearest(names: readonly string[], asked: string): string[] {
  const pieces = asked
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((piece) => piece.length > 2);
  const alike = (name: string): number => pieces.filter((piece) => name.toLowerCase().includes(piece)).length;
  return [...names].sort((a, b) => alike(b) - alike(a)).slice(0, MAX_CANDIDATES);
}
