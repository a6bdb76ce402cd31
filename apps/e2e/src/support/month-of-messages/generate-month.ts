import type { QueueName } from '@tributary/contracts';
import { type Recorded, seededRandom } from '../recorded-messages';
import { catalogOfHour, ledgerOfHour } from './catalog-of-hour';
import { eventsOfHour } from './events-of-hour';
import type { Hour } from './month';
import { statementsOfHour } from './statements-of-hour';

const record = (queue: QueueName, messages: readonly object[]): Recorded[] =>
  messages.map((message) => ({ queue, body: JSON.stringify(message) }));

/**
 * What collectors and gateway publish in a scripted month of `days` days, 28 messages an hour, in the order it happens: loads, temp tables,
 * swaps, truncates, merges, views, new columns, failures, rollbacks, statements seen while they ran, catalogs, OpenLineage runs. The same
 * for the same seed.
 */
export function generateMonth(days: number, seed: number): Recorded[] {
  const random = seededRandom(seed);
  return Array.from({ length: days * 24 }, (_, i) => {
    const hour: Hour = { days, day: Math.floor(i / 24), hour: i % 24, random };
    const statements = statementsOfHour(hour);
    return [
      ...record('queries', statements),
      ...record('events', eventsOfHour(hour)),
      ...record('lineage', [catalogOfHour(hour), ledgerOfHour(hour, statements.length)]),
    ];
  }).flat();
}
