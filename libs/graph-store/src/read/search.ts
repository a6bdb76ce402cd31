import type { SearchResponse } from '@tributary/contracts';
import type { Queryable } from '../store/database';
import { readCursor, writeCursor } from './cursor';
import { type DatasetRow, summaryOf } from './dataset-summaries';
import { containing, literal } from './like-pattern';
import { found, refused, type Found } from './refusal';
import selectMatches from './statements/search.sql';

export interface SearchQuestion {
  readonly q: string;
  readonly limit: number;
  readonly cursor: string | null;
}

interface MatchRow extends DatasetRow {
  readonly rank: number;
  readonly label: string;
  readonly column_name: string | null;
  readonly match_id: string;
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
  const after = cursor === null ? null : readCursor(cursor, ['number', 'string', 'string']);
  if (cursor !== null && after === null) return refused('invalid-cursor', cursor);
  const words = q.replaceAll('\0', '').toLowerCase().split(/\s+/).filter(Boolean);
  const lastWord = words.at(-1);
  if (lastWord === undefined) return found({ results: [], truncated: false, cursor: null });
  const columnWord = lastWord.split('.').filter(Boolean).at(-1) ?? lastWord;

  const rows = await database.query<MatchRow>(selectMatches, [
    words.map(containing),
    startsOfWord(lastWord),
    startsOfWord(columnWord),
    lastWord,
    columnWord,
    `${literal(lastWord)}%`,
    `${literal(columnWord)}%`,
    after?.[0] ?? null,
    after?.[1] ?? null,
    after?.[2] ?? null,
    limit + 1,
  ]);
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
    cursor: isCut && last !== undefined ? writeCursor([last.rank, last.label, last.match_id]) : null,
  });
}

/** Five patterns of which a name must match one. */
function startsOfWord(word: string): string[] {
  if (word.length >= INSIDE_FROM) return [containing(word)];
  return ['', '%.', '%/', '%\\_', '%-'].map((before) => `${before}${literal(word)}%`);
}
