import { z } from 'zod';

/** A whole number of the query. */
export const whole = (of: { min: number; max: number; byDefault: number; help: string }) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(
      z
        .number()
        .int()
        .min(of.min, `must be at least ${of.min}`)
        .max(of.max, `must be at most ${of.max}`)
        .meta({ description: of.help }),
    )
    .default(of.byDefault);

/** One of a few words of the query. */
export const oneOf = <const W extends readonly [string, ...string[]]>(
  words: W,
  byDefault: W[number],
  help: string,
) =>
  z
    .enum(words, `must be one of ${words.join(', ')}`)
    .default(byDefault)
    .meta({ description: help });

export const dataset = z.string().meta({
  description:
    'A name as people say it (`mart.daily_revenue`), its last part, or `namespace/name`; case matters only to tell two apart.',
  example: 'mart.daily_revenue',
});

export const column = z
  .string()
  .nullable()
  .default(null)
  .meta({ description: 'A column of it; left out: the whole dataset.', example: 'revenue_eur' });

export const limit = (byDefault: number, max: number, of: string) =>
  whole({ min: 1, max, byDefault, help: `Most ${of} of one page.` });

export const cursor = z
  .string()
  .nullable()
  .default(null)
  .meta({ description: "Where to go on: the last answer's `cursor`, with all else unchanged." });

export const depth = (byDefault: number) =>
  whole({ min: 1, max: 50, byDefault, help: 'How many hops to follow.' });

/** A date or an instant; a date means its first moment in UTC. */
export const instant = z
  .string()
  .regex(
    /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/,
    'must be a date or an instant with its zone, 2026-03-01 or 2026-03-01T08:00:00Z',
  )
  .refine(isInCalendar, 'is no date of the calendar')
  .transform((text) => (text.length === 10 ? `${text}T00:00:00Z` : text))
  .pipe(z.string().meta({ description: "A date (UTC) or an instant of the warehouse's time." }));

export const asOf = instant.nullable().default(null).meta({
  description: "The graph as it was then, by the warehouse's time; left out: as it is now.",
  example: '2026-03-15',
});

/** JavaScript takes 31 February for 3 March; Postgres does not. */
function isInCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const read = new Date(day);
  return (
    !Number.isNaN(Date.parse(text)) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
  );
}
