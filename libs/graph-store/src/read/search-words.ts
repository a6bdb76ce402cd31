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

/** Of each word whether so many names have parts that start with it. */
export async function areMany(database: Queryable, words: readonly string[]): Promise<boolean[]> {
  const parts = words.map(partsOf);
  const rows = await database.query<{ parts: number }>(countNameParts, [
    parts.map(({ dotted }) => dotted[0]),
    parts.map(({ dotted }) => dotted[1]),
    parts.map(({ inside }) => inside[0]),
    parts.map(({ inside }) => inside[1]),
    MANY + 1,
  ]);
  return rows.map((row, index) => row.parts > MANY && words[index]!.length < LONGEST_PART);
}
