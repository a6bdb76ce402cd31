import type { DatasetSummary } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { summaryOf } from './dataset-summaries';
import { found, refused, type Found } from './refusal';
import { type MatchRow, resolveDataset } from './resolve-dataset';
import type { RootColumn } from './traverse';

/** What a question starts from. */
export interface Root {
  readonly datasetId: string;
  readonly dataset: DatasetSummary;
  /** As the source spells it; null: the whole dataset. */
  readonly column: string | null;
  readonly roots: readonly RootColumn[];
}

const MAX_CANDIDATES = 20;

/** The columns that `dataset` (an address) and `column` (in any case; null or `*`: all of them) mean. */
export async function findRoot(
  database: Queryable,
  asked: { readonly dataset: string; readonly column: string | null },
): Promise<Found<Root>> {
  const resolved = await resolveDataset(database, asked.dataset, { withColumns: true });
  if (!resolved.ok) return resolved;
  const { dataset_id: datasetId } = resolved.value;
  const columns = columnsOf(resolved.value);
  const dataset = summaryOf(resolved.value);
  const rootAt = (column: string | null, rows: readonly Column[]): Found<Root> =>
    found({
      datasetId,
      dataset,
      column,
      roots: rows.map(({ id }) => ({ column: id, dataset: Number(datasetId) })),
    });
  if (asked.column === null || asked.column === '*') return rootAt(null, columns);

  const column = columnNamed(columns, asked.column);
  if (column !== undefined) return rootAt(column.name, [column]);
  const names = columns.map(({ name }) => name).filter((name) => name !== '*');
  return refused('unknown-column', `${dataset.displayName}.${asked.column}`, nearest(names, asked.column));
}

interface Column {
  readonly id: number;
  readonly name: string;
}

const columnsOf = ({ columns }: MatchRow): Column[] =>
  (columns?.ids ?? []).map((id, at) => ({ id, name: columns!.names[at]! }));

function columnNamed(columns: readonly Column[], name: string): Column | undefined {
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
