import type { EventObserved } from '@tributary/contracts';
import type { Database } from '../../src';
import { event } from './event-messages';

const START_OF_EVENTS = Date.parse('2026-03-01T08:00:00Z');

/** An event of an instant, received at another; of a time that no clock has reached, so that migrating made no month of it. */
export const eventOf = (run: string, at: string, receivedAt: string): EventObserved => ({
  ...event({ run, type: 'COMPLETE', at: (Date.parse(at) - START_OF_EVENTS) / 1_000, outputs: ['t'] }),
  receivedAt,
});

/** The partitions of raw events that hold something: `{ raw_event_2101_03: 2 }`. */
export async function textsByPartition(database: Database): Promise<Record<string, number>> {
  const rows = await database.query<{ part: string; n: number }>(
    'select tableoid::regclass::text as part, count(*)::integer as n from raw_event group by 1 order by 1',
  );
  return Object.fromEntries(rows.map(({ part, n }) => [part, n]));
}

/** The months that there are partitions for, of a year. */
export async function monthsOf(database: Database, year: number): Promise<string[]> {
  const rows = await database.query<{ part: string }>(
    `select relname as part from pg_class where relname ~ $1 and relkind = 'r' order by 1`,
    [`^raw_event_${year}_\\d\\d$`],
  );
  return rows.map(({ part }) => part.slice(-7).replace('_', '-'));
}
