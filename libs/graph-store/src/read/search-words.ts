import type { Queryable } from '../store/database';
import { containing, literal } from './like-pattern';
import countNameParts from './statements/count-name-parts.sql';

/** Shorter words match the start of a word only: three letters are what the trigram index can find inside one. */
export const INSIDE_FROM = 3;

/** Patterns of which a name must match one. */
export function patternsOf(word: string): string[] {
  if (word.length >= INSIDE_FROM) return [containing(word)];
  return ['', '%.', '%/', '%\\_', '%-'].map((before) => `${before}${literal(word)}%`);
}

/** Parts of names, as dataset_name_part has them: `from` and what comes after it, before `to`. */
export type PartRange = readonly [from: string, to: string];

/** Letters that come before and after all that names are written in. */
const [FIRST, LAST] = ['\u0001', '\u{10ffff}'];

/** The parts that start with a word: as one between dots does, whole or longer, or only after another sign. */
export const partsOf = (word: string) => ({
  dotted: [`.${word}`, `.${word}${LAST}`] as PartRange,
  whole: [`.${word}`, `.${word}${FIRST}`] as PartRange,
  longer: [`.${word}${FIRST}`, `.${word}${LAST}`] as PartRange,
  inside: [`_${word}`, `_${word}${LAST}`] as PartRange,
});

/** To find, rank and sort as many names takes 3 ms; of more, a page is read in the order of their parts. */
export const MANY = 500;
/** A part in dataset_name_part is cut there. */
const LONGEST_PART = 100;

/** How many names have a word. */
export interface WordUse {
  /** More than MANY have parts that start with it. */
  readonly many: boolean;
  /**
   * What to look its names up by in the trigram index: where many names have its pieces, the rarest of these. `refund_daily_1234` shares its trigrams
   * with all of refunds and all that is daily; by those of `1234` alone it is found in a tenth of the time.
   */
  readonly lookUp: string;
}

/** Of each word how many names have it. */
export async function usesOfWords(database: Queryable, words: readonly string[]): Promise<WordUse[]> {
  const pieces = words.map((word) => {
    const all = word.split(/[._/-]/);
    return all.length > 1 ? all.filter((piece) => piece.length >= INSIDE_FROM) : [];
  });
  const counted = [...words, ...pieces.flat()];
  const parts = counted.map(partsOf);
  const rows = await database.query<{ parts: number }>(countNameParts, [
    parts.map(({ dotted }) => dotted[0]),
    parts.map(({ dotted }) => dotted[1]),
    parts.map(({ inside }) => inside[0]),
    parts.map(({ inside }) => inside[1]),
    MANY + 1,
  ]);
  const count = new Map(counted.map((text, index) => [text, rows[index]!.parts]));
  return words.map((word, index) => {
    const isShared = pieces[index]!.some((piece) => count.get(piece)! > MANY);
    // What is a word nowhere may be inside of many.
    const rare = pieces[index]!.filter((piece) => count.get(piece)! > 0 && count.get(piece)! <= MANY);
    rare.sort((a, b) => count.get(a)! - count.get(b)!);
    return {
      many: count.get(word)! > MANY && word.length < LONGEST_PART,
      lookUp: isShared ? (rare[0] ?? word) : word,
    };
  });
}
