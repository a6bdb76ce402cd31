import { z } from 'zod';

const MOST = 1_000;

const whole = (of: { byDefault: number; most?: number; help: string }) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform((text) => Math.min(Number(text), of.most ?? Number.MAX_SAFE_INTEGER))
    .pipe(z.number().int().meta({ description: of.help }))
    .default(of.byDefault);

/** How many of a list, and from where; more than a thousand at once are not given. */
export const paging = {
  limit: whole({ byDefault: 100, most: MOST, help: `Most of one page; ${MOST} at most.` }),
  offset: whole({ byDefault: 0, help: 'How many to leave out.' }),
};

/** How many hops to follow. */
export const depth = whole({ byDefault: 20, most: 50, help: 'How many hops to follow; 50 at most.' });

export const namespace = z
  .string()
  .meta({ description: 'A namespace, percent-encoded as one part of the path.' });

export const nodeId = z.string().meta({
  description:
    '`dataset:namespace:name`, `job:namespace:name` or `datasetField:namespace:name:field`; namespaces may hold colons.',
  example: 'dataset:redshift://shop.eu-west-1:5439:shop.mart.daily_revenue',
});

/** A bound in time, and what it bounds. */
export const instant = (help: string) =>
  z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'must be an instant, 2026-03-01T08:00:00Z')
    .transform((text) => new Date(text).toISOString())
    .pipe(z.string())
    .nullable()
    .default(null)
    .meta({ description: help });
