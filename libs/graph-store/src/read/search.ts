import type { SearchResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { summaryOf } from './dataset-summaries';
import { found, refused, type Found } from './refusal';
import { columnMatches } from './search-columns';
import { datasetMatches } from './search-datasets';
import { LAST_STEP, type Match, type Place } from './search-place';
import { usesOfWords } from './search-words';

export interface SearchQuestion {
  readonly q: string;
  readonly limit: number;
  readonly cursor: string | null;
}

/**
 * Datasets and columns whose names contain every word of `q`, best first: the name itself, names that start so, then any, in the order of
 * their names. `orders id` and `orders.id` both find the column `id` of `orders`. Words that very many names have are found in the order of
 * what begins with them, so that a page costs what is on it, and names that have them inside of words alone come last.
 */
export async function search(
  database: Queryable,
  { q, limit, cursor }: SearchQuestion,
): Promise<Found<SearchResponse>> {
  const after = cursor === null ? null : readPlace(cursor);
  if (cursor !== null && after === null) return refused('invalid-cursor', cursor);
  const words = q.replaceAll('\0', '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return found({ results: [], truncated: false, cursor: null });

  const matches = await bestMatches(database, words, after, limit + 1);
  const page = matches.slice(0, limit);
  const last = page.at(-1);
  const isCut = matches.length > limit;
  return found({
    results: page.map(({ row }) => ({
      kind: row.column_name === null ? 'dataset' : 'column',
      dataset: summaryOf(row),
      column: row.column_name,
    })),
    truncated: isCut,
    cursor: isCut && last !== undefined ? writePlace(last) : null,
  });
}

/** Step by step, so that what ranks low is not even looked for once there is enough of what ranks high. */
async function bestMatches(
  database: Queryable,
  words: readonly string[],
  after: Place | null,
  count: number,
): Promise<Match[]> {
  const uses = await usesOfWords(database, words);
  const datasets = datasetMatches(database, words, uses, after);
  const columns = columnMatches(database, words, uses);
  const found: Match[] = [];
  for (let step = after?.step ?? 0; step <= LAST_STEP && found.length < count; step += 1) {
    const from = step === after?.step ? after : null;
    const matches = step % 2 === 0 ? datasets : columns;
    found.push(...(await matches.find(step, from, count - found.length)));
  }
  return found;
}

const writePlace = ({ row, step, byPart }: Match): string =>
  writeCursor([step, byPart ? 1 : 0, row.label, row.dataset_id, row.column_name ?? '']);

function readPlace(cursor: string): Place | null {
  const key = readCursor(cursor, ['number', 'number', 'string', 'string', 'string']);
  if (key === null || !/^\d{1,18}$/.test(String(key[3])) || Number(key[0]) < 0) return null;
  const [step, byPart, label, datasetId, column] = key;
  return {
    step: Number(step),
    byPart: byPart === 1,
    label: String(label),
    datasetId: String(datasetId),
    column: String(column),
  };
}
