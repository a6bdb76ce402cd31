import type { Queryable } from '../store/database';
import { containing, literal } from './like-pattern';
import type { Match, Matches, MatchRow, Place } from './search-place';
import { partsOf, patternsOf, type WordUse } from './search-words';
import searchDatasets from './statements/search-datasets.sql';
import searchDatasetsByPart from './statements/search-datasets-by-part.sql';

interface RankedRow extends MatchRow {
  readonly rank: number;
}

/** What no part of a name finds. */
const REST = 6;

/**
 * Datasets whose names have all words: found, ranked and sorted all at once, or, when many have each of the words, read in the order of their
 * parts. `asked` is where the page goes on.
 */
export function datasetMatches(
  database: Queryable,
  words: readonly string[],
  uses: readonly WordUse[],
  asked: Place | null,
): Matches {
  const lastWord = words.at(-1)!;
  const others = words.slice(0, -1).map(containing);
  const { dotted, whole, longer, inside } = partsOf(lastWord);
  // A list goes on as it began.
  const goesOn = asked !== null && asked.step % 2 === 0;
  const byPart = goesOn ? asked.byPart || asked.step === REST : uses.every(({ many }) => many);

  const ranked = (after: Place | null, count: number, foundByPart: readonly string[] | null) =>
    database.query<RankedRow>(searchDatasets, [
      others,
      patternsOf(lastWord),
      lastWord,
      `${literal(lastWord)}%`,
      after?.step ?? null,
      after?.label ?? null,
      after?.datasetId ?? null,
      count,
      patternsOf((uses.find(({ many }) => !many) ?? uses.at(-1)!).lookUp),
      foundByPart,
    ]);
  let all: Promise<RankedRow[]> | undefined;

  return {
    async find(step, after, count) {
      const as =
        (isPart: boolean) =>
        (row: MatchRow): Match => ({ row, step, byPart: isPart });
      if (!byPart) {
        all ??= ranked(asked, count, null);
        return (await all)
          .filter(({ rank }) => rank === step)
          .slice(0, count)
          .map(as(false));
      }
      if (step > REST) return [];
      if (step === REST) return (await ranked(after, count, [...dotted, ...inside])).map(as(false));
      const range = step === 0 ? whole : step === 2 ? longer : inside;
      const rows = await database.query<MatchRow>(searchDatasetsByPart, [
        others,
        ...range,
        ...dotted,
        after?.label ?? null,
        after?.datasetId ?? null,
        count,
      ]);
      return rows.map(as(true));
    },
  };
}
