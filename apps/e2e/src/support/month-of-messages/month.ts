import { createHash } from 'node:crypto';
import type { Source } from '@tributary/contracts';

export const redshift: Source = {
  kind: 'redshift',
  id: 'redshift:month',
  namespace: 'redshift://month.eu-west-1:5439',
};
export const athena: Source = {
  kind: 'athena',
  id: 'athena:123456789012.eu-west-1',
  namespace: 'arn:aws:glue:eu-west-1:123456789012',
};
export const bucket = 's3://month-lake';

/** Each feed is a chain of tables: landed in the lake, loaded to `raw`, staged, summed up in `core`, published in `mart`. */
export const FEEDS = 12;

export interface Hour {
  /** How many days the month has. */
  readonly days: number;
  /** From 0. */
  readonly day: number;
  readonly hour: number;
  readonly random: () => number;
}

/** `2026-03-01T08:15:30Z`; `second` may exceed a minute. */
export const instantIn = ({ day, hour }: Hour, second: number): string =>
  `${new Date(Date.UTC(2026, 2, 1 + day, hour, 0, second)).toISOString().slice(0, 19)}Z`;

/** `2026-03-01` */
export const dateOf = (hour: Hour): string => instantIn(hour, 0).slice(0, 10);

export const pick = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)]!;

export const aFeed = ({ random }: Hour): number => Math.floor(random() * FEEDS);

/** Sources learn to send a channel, each on a day of its own; the last ones never do. */
export const channelDay = (feed: number, days: number): number => 1 + (feed % Math.max(1, days));

/** The columns of a feed's landed and raw tables on a day. */
export const feedColumns = (feed: number, { day, days }: Pick<Hour, 'day' | 'days'>): string[] => [
  'id',
  'user_id',
  'amount',
  'happened_at',
  ...(day >= channelDay(feed, days) ? ['channel'] : []),
];

/** A UUID that is the same in every run of the generator. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
