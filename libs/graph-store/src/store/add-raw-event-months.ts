import addRawEventMonth from '../statements/add-raw-event-month.sql';
import type { Database } from './database';

/** This month and so many more: whoever cannot make them has two months to notice. */
const MONTHS_AHEAD = 2;

/**
 * Makes the partitions that raw events of this month and of the next ones go to; gives the months that were not there. Any number may do it at
 * the same time. Where a month is missing its events go to the partition for what has none.
 */
export async function addRawEventMonths(database: Database, now: Date): Promise<string[]> {
  const added: string[] = [];
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
    const month = monthAfter(now, ahead);
    const [row] = await database.transaction((transaction) =>
      transaction.query<{ added: boolean }>(addRawEventMonth, [month]),
    );
    if (row!.added) added.push(month);
  }
  return added;
}

/** `2026-12` and 2 → `2027-02` */
const monthAfter = (now: Date, months: number): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString().slice(0, 7);
