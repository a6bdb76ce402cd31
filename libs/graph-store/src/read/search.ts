import type { SearchResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { type CursorKey, readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { containing, literal } from './like-pattern';
import { found, refused, type Found } from './refusal';
import searchColumns from './statements/search-columns.sql';
import searchColumnsIn from './statements/search-columns-in.sql';
import searchDatasets from './statements/search-datasets.sql';
import selectWordUses from './statements/select-word-uses.sql';

export interface SearchQuestion {
  readonly q: string;
  readonly limit: number;
  readonly cursor: string | null;
}

interface MatchRow extends DatasetRow {
  /** Of datasets 0: the name itself, 2: starts so, 4: contains it; of columns 1, 3 and 5. */
  readonly rank: number;
  readonly label: string;
  readonly column_name: string | null;
}

/** Shorter words match the start of a word only: three letters are what the trigram index can find inside one. */
const INSIDE_FROM = 3;

/**
 * Datasets and columns whose names contain every word of `q`, best first: the name itself, names that start so, then any. `orders id` and
 * `orders.id` both find the column `id` of `orders`.
 */
export async function search(
  database: Queryable,
  { q, limit, cursor }: SearchQuestion,
): Promise<Found<SearchResponse>> {
  const after = cursor === null ? null : readPlace(cursor);
  if (cursor !== null && after === null) return refused('invalid-cursor', cursor);
  const words = q.replaceAll('\0', '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return found({ results: [], truncated: false, cursor: null });

  const rows = await bestMatches(database, words, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isCut = rows.length > limit;
  return found({
    results: page.map((row) => ({
      kind: row.column_name === null ? 'dataset' : 'column',
      dataset: summaryOf(row),
      column: row.column_name,
    })),
    truncated: isCut,
    cursor:
      isCut && last !== undefined
        ? writeCursor([last.rank, last.label, last.dataset_id, last.column_name ?? ''])
        : null,
  });
}

/** Rank by rank, so that what ranks low is not even looked for once there is enough of what ranks high. */
async function bestMatches(
  database: Queryable,
  words: readonly string[],
  after: CursorKey | null,
  count: number,
): Promise<MatchRow[]> {
  const lastWord = words.at(-1)!;
  const [rank, label, datasetId, columnName] = after ?? [null, null, null, null];
  const datasets = await database.query<MatchRow>(searchDatasets, [
    words.slice(0, -1).map(containing),
    startsOfWord(lastWord),
    lastWord,
    `${literal(lastWord)}%`,
    rank,
    label,
    datasetId,
    count,
  ]);
  const columnWord = lastWord.split('.').filter(Boolean).at(-1) ?? lastWord;
  let where: Awaited<ReturnType<typeof placesOf>> | undefined;

  const rows: MatchRow[] = [];
  for (const step of [0, 1, 2, 3, 4, 5]) {
    if (rows.length === count) break;
    if (step < Number(rank ?? 0)) continue;
    const missing = count - rows.length;
    if (step % 2 === 0) {
      rows.push(...datasets.filter((row) => row.rank === step).slice(0, missing));
      continue;
    }
    where ??= await placesOf(database, words);
    rows.push(
      ...(await database.query<MatchRow>(where.fewDatasets ? searchColumnsIn : searchColumns, [
        step,
        startsOfWord(columnWord),
        columnWord,
        `${literal(columnWord)}%`,
        where.inDataset,
        where.anywhere,
        ...(step === rank ? [label, datasetId, columnName] : [null, null, null]),
        missing,
      ])),
    );
  }
  return rows;
}

interface Places {
  readonly inDataset: readonly string[];
  readonly anywhere: readonly string[];
  /** The names of datasets that fit are few enough to be put in order before their columns are looked at. */
  readonly fewDatasets: boolean;
}

/** Finding and sorting as many takes 15 ms; going through all names up to the first that fits can take longer. */
const FEW_DATASETS = 10_000;

/**
 * Where a column's words are to be looked for, as patterns: in its dataset's name, when no column's name has a part in such a word, so that
 * an index of datasets can find it; or anywhere in `dataset.column`. The last word, unless it has dots, is asked of the column's name alone.
 */
async function placesOf(database: Queryable, words: readonly string[]): Promise<Places> {
  const inDataset: string[] = [];
  const anywhere: string[] = [];
  let fewDatasets = false;
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1;
    if (isLast && !word.includes('.')) continue;
    const uses = !isLast && word.length >= INSIDE_FROM ? await usesOf(database, word) : null;
    const isForDatasets = uses !== null && !uses.in_columns;
    (isForDatasets ? inDataset : anywhere).push(containing(word));
    if (isForDatasets && uses.datasets <= FEW_DATASETS) fewDatasets = true;
  }
  return { inDataset, anywhere, fewDatasets };
}

interface WordUses {
  readonly in_columns: boolean;
  readonly datasets: number;
}

async function usesOf(database: Queryable, word: string): Promise<WordUses> {
  // `mart.ord` is also found where the name of a dataset ends in `mart` and that of a column starts with `ord`.
  const parts = word.split('.');
  const starts = parts.slice(1).map((_, index) => `${literal(parts.slice(index + 1).join('.'))}%`);
  const [uses] = await database.query<WordUses>(selectWordUses, [
    [containing(word), ...starts],
    containing(word),
    FEW_DATASETS + 1,
  ]);
  return uses!;
}

/** Rank, label, dataset and column of the last row handed out. */
function readPlace(cursor: string): CursorKey | null {
  const key = readCursor(cursor, ['number', 'string', 'string', 'string']);
  return key !== null && /^\d{1,18}$/.test(String(key[2])) ? key : null;
}

/** Five patterns of which a name must match one. */
function startsOfWord(word: string): string[] {
  if (word.length >= INSIDE_FROM) return [containing(word)];
  return ['', '%.', '%/', '%\\_', '%-'].map((before) => `${before}${literal(word)}%`);
}
