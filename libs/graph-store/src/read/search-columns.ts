import type { Queryable } from '../store/database';
import { containing, literal } from './like-pattern';
import type { Match, Matches, MatchRow, Place } from './search-place';
import { INSIDE_FROM, MANY, partsOf, type PartRange, patternsOf, type WordUse } from './search-words';
import countColumnsNamed from './statements/count-columns-named.sql';
import searchColumns from './statements/search-columns.sql';
import searchColumnsByPart from './statements/search-columns-by-part.sql';
import searchColumnsIn from './statements/search-columns-in.sql';
import selectWordUses from './statements/select-word-uses.sql';

/** The first of those that parts of names do not find. */
const REST = 7;

/** Columns whose names have the last word, in datasets whose names have the others: one rank at a time. */
export function columnMatches(
  database: Queryable,
  words: readonly string[],
  uses: readonly WordUse[],
): Matches {
  const lastWord = words.at(-1)!;
  const columnWord = lastWord.split('.').filter(Boolean).at(-1) ?? lastWord;
  let places: Promise<Places> | undefined;
  let named: Promise<number> | undefined;

  const columnsOf = (
    sql: string,
    rank: number,
    after: Place | null,
    count: number,
    rest: readonly unknown[],
  ) =>
    (places ??= placesOf(database, words, uses)).then(({ inDataset, anywhere }) =>
      database.query<MatchRow>(sql, [
        rank,
        patternsOf(columnWord),
        columnWord,
        `${literal(columnWord)}%`,
        inDataset,
        anywhere,
        after?.label ?? null,
        after?.datasetId ?? null,
        after?.column ?? null,
        count,
        ...rest,
      ]),
    );

  /** The word by whose parts a rank is read, or null. A list goes on as it began. */
  const partWordOf = async (rank: number, after: Place | null): Promise<string | null> => {
    const { manyWord } = await (places ??= placesOf(database, words, uses));
    if (after !== null) return after.byPart ? manyWord : null;
    if (manyWord === null || rank > 1) return manyWord;
    // Few columns are found by their own names.
    return (await (named ??= columnsNamed(database, columnWord))) > MANY ? manyWord : null;
  };

  return {
    async find(step, after, count) {
      const as =
        (byPart: boolean) =>
        (row: MatchRow): Match => ({ row, step, byPart });
      if (step >= REST) {
        const partWord = await partWordOf(step - REST + 1, null);
        if (partWord === null) return [];
        const { dotted, inside } = partsOf(partWord);
        const rest = [[...dotted, ...inside]];
        return (await columnsOf(searchColumnsIn, step - REST + 1, after, count, rest)).map(as(false));
      }
      const partWord = await partWordOf(step, after);
      if (partWord === null) {
        const { fewDatasets } = await (places ??= placesOf(database, words, uses));
        const rows = fewDatasets
          ? await columnsOf(searchColumnsIn, step, after, count, [null])
          : await columnsOf(searchColumns, step, after, count, []);
        return rows.map(as(false));
      }
      const { dotted, inside } = partsOf(partWord);
      const ranges: PartRange[] = after?.label.startsWith('_') ? [inside] : [dotted, inside];
      const rows: MatchRow[] = [];
      for (const [index, range] of ranges.entries()) {
        if (rows.length === count) break;
        const from = index === 0 ? after : null;
        rows.push(
          ...(await columnsOf(searchColumnsByPart, step, from, count - rows.length, [...range, ...dotted])),
        );
      }
      return rows.map(as(true));
    },
  };
}

async function columnsNamed(database: Queryable, name: string): Promise<number> {
  const [row] = await database.query<{ columns: number }>(countColumnsNamed, [name, MANY + 1]);
  return row!.columns;
}

interface Places {
  readonly inDataset: readonly string[];
  readonly anywhere: readonly string[];
  /** The names of datasets that fit are few enough to be put in order before their columns are looked at. */
  readonly fewDatasets: boolean;
  /** A word that is looked for in datasets' names and that many of them have. */
  readonly manyWord: string | null;
}

/** Finding and sorting as many takes 15 ms; going through all names up to the first that fits can take longer. */
const FEW_DATASETS = 10_000;

/**
 * Where a column's words are to be looked for, as patterns: in its dataset's name, when no column's name has a part in such a word, so that
 * an index of datasets can find it; or anywhere in `dataset.column`. The last word, unless it has dots, is asked of the column's name alone.
 */
async function placesOf(
  database: Queryable,
  words: readonly string[],
  uses: readonly WordUse[],
): Promise<Places> {
  const inDataset: string[] = [];
  const anywhere: string[] = [];
  const manyWords: string[] = [];
  let fewDatasets = false;
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1;
    if (isLast && !word.includes('.')) continue;
    const found =
      !isLast && word.length >= INSIDE_FROM ? await usesOf(database, word, uses[index]!.many) : null;
    const isForDatasets = found !== null && !found.in_columns;
    (isForDatasets ? inDataset : anywhere).push(containing(word));
    if (!isForDatasets) continue;
    if (uses[index]!.many) manyWords.push(word);
    else if (found.datasets <= FEW_DATASETS) fewDatasets = true;
  }
  return { inDataset, anywhere, fewDatasets, manyWord: fewDatasets ? null : (manyWords[0] ?? null) };
}

interface WordUses {
  readonly in_columns: boolean;
  readonly datasets: number;
}

async function usesOf(database: Queryable, word: string, isMany: boolean): Promise<WordUses> {
  // `mart.ord` is also found where the name of a dataset ends in `mart` and that of a column starts with `ord`.
  const parts = word.split('.');
  const starts = parts.slice(1).map((_, index) => `${literal(parts.slice(index + 1).join('.'))}%`);
  const [uses] = await database.query<WordUses>(selectWordUses, [
    [containing(word), ...starts],
    containing(word),
    // What is known to be much need not be counted.
    isMany ? 0 : FEW_DATASETS + 1,
  ]);
  return uses!;
}
